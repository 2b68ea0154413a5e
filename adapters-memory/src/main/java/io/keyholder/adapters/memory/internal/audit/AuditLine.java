package io.keyholder.adapters.memory.internal.audit;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.SessionId;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.ActionRefused;
import io.keyholder.ports.audit.AuditEvent.InvitationChanged;
import io.keyholder.ports.audit.AuditEvent.KeyChanged;
import io.keyholder.ports.audit.AuditEvent.LoginAccepted;
import io.keyholder.ports.audit.AuditEvent.LoginRefused;
import io.keyholder.ports.audit.AuditEvent.NoticeSent;
import io.keyholder.ports.audit.AuditEvent.PasswordSet;
import io.keyholder.ports.audit.AuditEvent.SecondFactorChanged;
import io.keyholder.ports.audit.AuditEvent.SessionsEnded;
import io.keyholder.ports.audit.AuditEvent.TokenChanged;
import io.keyholder.ports.audit.AuditEvent.UserChanged;
import io.keyholder.ports.audit.AuditEvent.UsersRead;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An audit event as one line: {@code event=login-refused at=2026-01-01T00:00:00Z user="mary" reason=wrong-credential}.
 * Words of our own stand bare, text from outside stands in quotes.
 */
public final class AuditLine {
    private final StringBuilder line = new StringBuilder();

    private AuditLine() {}

    public static String of(AuditEvent event) {
        AuditLine line = new AuditLine();
        line.word("event", nameOf(event));
        line.word("at", event.at().toString());
        line.text("user", event.subject().map(UserId::value));
        line.details(event);
        return line.line.toString();
    }

    private void details(AuditEvent event) {
        if (event instanceof LoginAccepted accepted) {
            word("strength", accepted.strength());
            text("source", accepted.source());
        } else if (event instanceof LoginRefused refused) {
            word("reason", refused.reason());
            text("source", refused.source());
        } else if (event instanceof PasswordSet set) {
            word("origin", set.origin());
        } else if (event instanceof SecondFactorChanged factor) {
            word("change", factor.change());
        } else if (event instanceof UserChanged changed) {
            word("kinds", changed.kinds().stream().map(AuditLine::bare).collect(Collectors.joining(",")));
        } else if (event instanceof InvitationChanged invitation) {
            word("change", invitation.change());
            text("invitation", Optional.of(invitation.invitation().value()));
        } else if (event instanceof KeyChanged key) {
            word("change", key.change());
            text("owner", Optional.of(key.owner().value()));
            text("key", Optional.of(key.fingerprint()));
        } else if (event instanceof TokenChanged token) {
            word("change", token.change());
            text("token", Optional.of(token.name()));
        } else if (event instanceof SessionsEnded ended) {
            text("session", ended.session().map(SessionId::value));
            word("ended", Integer.toString(ended.ended()));
        } else if (event instanceof NoticeSent notice) {
            word("change", notice.change());
            notice.failure().ifPresent(failure -> word("failure", failure));
        } else if (event instanceof ActionRefused refused) {
            word("action", refused.action());
            word("reason", refused.reason());
        } else if (event instanceof UsersRead read) {
            word("action", read.action());
        }
        if (!(event instanceof LoginAccepted)) {
            text("actor", event.actor().map(UserId::value));
        }
    }

    private void word(String key, Enum<?> value) {
        word(key, bare(value));
    }

    private static String bare(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void word(String key, String value) {
        if (line.length() > 0) {
            line.append(' ');
        }
        line.append(key).append('=').append(value);
    }

    private void text(String key, Optional<String> value) {
        value.ifPresent(text -> word(key, QuotedText.of(text)));
    }

    /** Such as {@code login-refused} for {@code LoginRefused}. */
    private static String nameOf(AuditEvent event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=.)(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}

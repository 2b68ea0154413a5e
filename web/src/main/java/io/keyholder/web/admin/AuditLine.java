package io.keyholder.web.admin;

import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.web.view.Moments;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * An event of the audit trail, for people.
 *
 * @param at when
 * @param what happened
 * @param detail the kind of it
 * @param subject the name of the user whom it happened to
 * @param actor the name of the user who did it
 */
record AuditLine(String at, String what, String detail, String subject, String actor) {
    private static final String NOBODY = "–";

    static AuditLine of(AuditEvent event, Function<UserId, String> names) {
        return new AuditLine(
                Moments.dateAndTime(event.at()),
                words(event.getClass().getSimpleName()),
                detail(event),
                event.subject().map(names).orElse(NOBODY),
                event.actor().map(names).orElse("the application"));
    }

    private static String detail(AuditEvent event) {
        if (event instanceof AuditEvent.LoginAccepted accepted) {
            return lower(accepted.strength()) + from(accepted.source());
        }
        if (event instanceof AuditEvent.LoginRefused refused) {
            return lower(refused.reason()) + from(refused.source());
        }
        if (event instanceof AuditEvent.PasswordSet set) {
            return lower(set.origin());
        }
        if (event instanceof AuditEvent.SecondFactorChanged changed) {
            return lower(changed.change());
        }
        if (event instanceof AuditEvent.TokenChanged changed) {
            return lower(changed.change());
        }
        if (event instanceof AuditEvent.KeyChanged changed) {
            return lower(changed.change()) + " " + changed.fingerprint().substring(0, 16);
        }
        if (event instanceof AuditEvent.InvitationChanged changed) {
            return lower(changed.change());
        }
        if (event instanceof AuditEvent.ActionRefused refused) {
            return lower(refused.action()) + ": " + lower(refused.reason());
        }
        if (event instanceof AuditEvent.UsersRead read) {
            return lower(read.action());
        }
        return event instanceof AuditEvent.UserChanged changed ? lower(changed.kinds()) : "";
    }

    private static String from(Optional<String> source) {
        return source.map(address -> " from " + address).orElse("");
    }

    private static String lower(Object constants) {
        return String.valueOf(constants)
                .replaceAll("[\\[\\]]", "")
                .replace('_', ' ')
                .toLowerCase(Locale.ROOT);
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }
}

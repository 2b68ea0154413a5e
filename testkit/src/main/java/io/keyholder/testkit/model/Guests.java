package io.keyholder.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.invitation.AcceptResult;
import io.keyholder.application.invitation.InvitationAcceptance;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTemplate;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.invitation.InviteResult;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.application.invitation.RevokeInvitationResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.User;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.testkit.sample.CollectingInvitationSender;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is invited to a practice: a guest of each of its people, and the secrets that were sent to it. */
final class Guests {
    private static final String DOMAIN = "@guests.example";
    private static final String CHOSEN = "orchard pebble saddle 72";
    private static final String SECRET_ALONE = "${token}";

    private final CollectingInvitationSender sender = new CollectingInvitationSender();
    private final Map<String, UserId> invited = new HashMap<>();
    private final Map<String, String> open = new HashMap<>();
    private final Map<String, List<String>> over = new HashMap<>();
    private final Set<String> accepted = new HashSet<>();

    KeyholderOptions invitedBy(KeyholderOptions options) {
        InvitationTexts texts = InvitationTexts.always(new InvitationTemplate(
                new Contact.Email("practice@example.org"),
                "Your invitation",
                SECRET_ALONE,
                Optional.empty(),
                SECRET_ALONE,
                ZoneOffset.UTC));
        return options.withInvitations(new InvitationOptions(sender, texts));
    }

    boolean isGuest(User user) {
        return invited.containsValue(user.id());
    }

    /** Whether a message left; an earlier secret ends then. */
    boolean invite(Keyholder keyholder, Actor actor, String host) {
        InviteResult result = Optional.ofNullable(invited.get(host))
                .filter(id -> open.containsKey(host))
                .map(id -> keyholder.invitations().resend(actor, id))
                .orElseGet(
                        () -> keyholder.invitations().invite(actor, NewInvitation.of(dataOwner(host), contact(host))));
        if (!(result instanceof InviteResult.Sent sent)) {
            return false;
        }
        assertThat(accepted).as("guests that accepted and were invited again").doesNotContain(host);
        end(host);
        invited.put(host, sent.user().id());
        open.put(host, ((InvitationMessage.Email) sender.last()).text());
        return true;
    }

    /** Whether the guest was let in; it is exactly when an invitation is open. */
    boolean accept(Keyholder keyholder, String host) {
        Optional<String> secret = Optional.ofNullable(open.get(host));
        secret.ifPresent(latest -> {
            assertThat(isAccepted(keyholder, latest))
                    .as("an open invitation is accepted")
                    .isTrue();
            end(host);
            accepted.add(host);
            try (Password chosen = Password.of(CHOSEN)) {
                assertThat(keyholder.logIn(contact(host).value(), chosen).isAccepted())
                        .as("the guest is let in by the password it chose")
                        .isTrue();
            }
        });
        return secret.isPresent();
    }

    /** False: nothing is accepted twice, after a later message or after it was taken back. */
    boolean acceptAnew(Keyholder keyholder, String host) {
        for (String secret : over.getOrDefault(host, List.of())) {
            assertThat(isAccepted(keyholder, secret))
                    .as("an invitation is accepted that is over")
                    .isFalse();
        }
        return false;
    }

    /** Whether it was taken back; what was accepted cannot be. */
    boolean revoke(Keyholder keyholder, Actor actor, String host) {
        boolean isRevoked = Optional.ofNullable(invited.get(host))
                .map(id -> keyholder.invitations().revoke(actor, id))
                .filter(RevokeInvitationResult.Revoked.class::isInstance)
                .isPresent();
        if (isRevoked) {
            end(host);
        }
        return isRevoked;
    }

    private void end(String host) {
        Optional.ofNullable(open.remove(host))
                .ifPresent(secret ->
                        over.computeIfAbsent(host, first -> new ArrayList<>()).add(secret));
    }

    private static boolean isAccepted(Keyholder keyholder, String secret) {
        try (Password presented = Password.of(secret);
                Password chosen = Password.of(CHOSEN)) {
            return keyholder
                            .invitations()
                            .accept(InvitationAcceptance.of(presented, chosen).withoutKey())
                    instanceof AcceptResult.Accepted;
        }
    }

    private static DataOwner dataOwner(String host) {
        return DataOwner.patient("guest-of-" + host);
    }

    private static Contact contact(String host) {
        return Contact.email(host + DOMAIN);
    }
}

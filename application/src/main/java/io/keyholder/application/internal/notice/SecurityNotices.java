package io.keyholder.application.internal.notice;

import io.keyholder.application.notice.NoticeTexts;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.domain.login.SecurityChange;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.invitation.InvitationSender;
import io.keyholder.ports.invitation.SendOutcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends notices of changes that were made. A notice that cannot be sent changes nothing about the change; the audit
 * trail has both. Thread-safe.
 */
public final class SecurityNotices {
    private final InvitationSender sender;
    private final NoticeTexts texts;
    private final AuditTrail audit;
    private final Clock clock;

    public SecurityNotices(InvitationSender sender, NoticeTexts texts, AuditTrail audit, Clock clock) {
        this.sender = sender;
        this.texts = texts;
        this.audit = audit;
        this.clock = clock;
    }

    /** Sends no notice. */
    public static SecurityNotices none() {
        return new SecurityNotices(
                InvitationSender.NONE, NoticeTexts.NONE, AuditTrail.NONE, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    /**
     * Informs a user of a change, at its email address or else at its phone.
     *
     * @param before the user as it was before
     */
    public void send(SecurityChange change, User before) {
        LoginIdentifiers identifiers = before.identifiers();
        contact(identifiers.email(), Contact.Email::new)
                .or(() -> contact(identifiers.mobilePhone(), Contact.MobilePhone::new))
                .ifPresent(to -> send(change, before, to));
    }

    /** Informs a user of all that a write of it changed in how it logs in and is reached. */
    public void sendOfChange(User before, User after) {
        sendOfContacts(before, after);
        if (!before.credentials().passwordHash().equals(after.credentials().passwordHash())) {
            send(SecurityChange.PASSWORD_CHANGED, before);
        }
        SecondFactor earlier = before.credentials().secondFactor();
        SecondFactor current = after.credentials().secondFactor();
        if (current.isDemanded() && !current.equals(earlier)) {
            send(SecurityChange.SECOND_FACTOR_ADDED, before);
        }
        if (earlier.isDemanded() && !current.isDemanded()) {
            send(SecurityChange.SECOND_FACTOR_REMOVED, before);
        }
    }

    /** Informs a user of other contacts, at each that is no longer its own; at one that is, when it had none there. */
    public void sendOfContacts(User before, User after) {
        List<Contact> left = List.of(
                        left(before, after, LoginIdentifiers::email, Contact.Email::new),
                        left(before, after, LoginIdentifiers::mobilePhone, Contact.MobilePhone::new))
                .stream()
                .flatMap(Optional::stream)
                .toList();
        left.forEach(to -> send(SecurityChange.CONTACT_CHANGED, before, to));
        boolean isOther =
                !before.identifiers().email().equals(after.identifiers().email())
                        || !before.identifiers()
                                .mobilePhone()
                                .equals(after.identifiers().mobilePhone());
        if (left.isEmpty() && isOther) {
            send(SecurityChange.CONTACT_CHANGED, before);
        }
    }

    private static Optional<Contact> left(
            User before,
            User after,
            Function<LoginIdentifiers, Optional<String>> kind,
            Function<String, Contact> contact) {
        Optional<String> earlier = kind.apply(before.identifiers());
        return earlier.equals(kind.apply(after.identifiers())) ? Optional.empty() : contact(earlier, contact);
    }

    /** Absent also when what is stored can receive no message, as old data may hold it. */
    private static Optional<Contact> contact(Optional<String> stored, Function<String, Contact> contact) {
        try {
            return stored.map(contact);
        } catch (InvalidValueException unsendable) {
            return Optional.empty();
        }
    }

    private void send(SecurityChange change, User before, Contact to) {
        Instant now = clock.instant();
        failureOfSending(change, before, to, now)
                .ifPresent(outcome ->
                        audit.record(new AuditEvent.NoticeSent(now, before.id(), change, outcome.failure())));
    }

    /** @param failure absent when the notice left */
    private record Sent(Optional<SendFailure> failure) {}

    /** Absent when no notice is wanted. A sender or text of the host that throws has not sent. */
    private Optional<Sent> failureOfSending(SecurityChange change, User before, Contact to, Instant now) {
        String name = before.profile().name().orElseGet(to::value);
        try {
            return texts.about(change, before)
                    .map(template -> sender.send(template.message(to, name, now)))
                    .map(outcome -> new Sent(
                            outcome instanceof SendOutcome.NotSent notSent
                                    ? Optional.of(notSent.failure())
                                    : Optional.empty()));
        } catch (RuntimeException broken) {
            return Optional.of(new Sent(Optional.of(SendFailure.BROKEN)));
        }
    }
}

package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.invitation.InvitationState;
import io.keyholder.domain.invitation.SendFailure;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for invitations. */
public final class InvitationArbitraries {
    private static final int MAX_NAME_LENGTH = 60;
    private static final int MAX_DIGITS = 12;

    private InvitationArbitraries() {}

    /** Any invitation in any state. */
    public static Arbitrary<Invitation> invitations() {
        Arbitrary<Instant[]> lives = Combinators.combine(InstantArbitraries.instants(), InstantArbitraries.instants())
                .as(InvitationArbitraries::inOrder)
                .filter(life -> life[0].isBefore(life[1]));
        return Combinators.combine(
                        invitationIds(),
                        UserIdArbitraries.userIds(),
                        contacts(),
                        Arbitraries.of("en", "nl-BE", "zh-Hant-TW", "und"),
                        lives,
                        attempts(),
                        states())
                .as((id, user, contact, language, life, attempts, state) ->
                        new Invitation(id, user, contact, language, life[0], life[1], attempts, state))
                .withoutEdgeCases();
    }

    /** Ids: mostly UUIDs, some of one character and of as many as may be. */
    public static Arbitrary<InvitationId> invitationIds() {
        return Choice.of(6, UserIdArbitraries.uuids())
                .or(1, Arbitraries.of("-", "0", "z"))
                .or(1, Arbitraries.just("z".repeat(InvitationId.MAX_LENGTH)))
                .arbitrary()
                .map(InvitationId::new);
    }

    /** Email addresses, also of other scripts, and phones as people write them. */
    public static Arbitrary<Contact> contacts() {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("abcXYZ019.+_-'&äßжあ")
                .ofMinLength(1)
                .ofMaxLength(MAX_NAME_LENGTH);
        Arbitrary<Contact> emails = Combinators.combine(names, names)
                .as((name, domain) -> Contact.email(name + "@" + domain))
                .withoutEdgeCases();
        Arbitrary<Contact> phones = Combinators.combine(
                        Arbitraries.of("", "+"),
                        Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(MAX_DIGITS - 6),
                        Arbitraries.of("", " ", "-", "/", ".", "()"),
                        Arbitraries.strings().numeric().ofLength(Contact.MIN_PHONE_DIGITS))
                .as((plus, first, separator, rest) -> Contact.mobilePhone(plus + first + separator + rest))
                .withoutEdgeCases();
        return Choice.<Contact>of(2, emails).or(1, phones).arbitrary();
    }

    /** Every state, at any moment. */
    public static Arbitrary<InvitationState> states() {
        Arbitrary<Instant> moments = InstantArbitraries.instants();
        return Choice.<InvitationState>of(1, Arbitraries.just(new InvitationState.Pending()))
                .or(1, moments.map(InvitationState.Sent::new))
                .or(
                        1,
                        Combinators.combine(moments, Arbitraries.of(SendFailure.class))
                                .as(InvitationState.Failed::new))
                .or(1, moments.map(InvitationState.Accepted::new))
                .or(1, moments.map(InvitationState.Revoked::new))
                .or(1, moments.map(InvitationState.Expired::new))
                .arbitrary();
    }

    private static Arbitrary<Integer> attempts() {
        return Choice.of(5, Arbitraries.integers().between(1, 5))
                .or(1, Arbitraries.just(Integer.MAX_VALUE))
                .arbitrary();
    }

    private static Instant[] inOrder(Instant one, Instant other) {
        return one.isBefore(other) ? new Instant[] {one, other} : new Instant[] {other, one};
    }
}

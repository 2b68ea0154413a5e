package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.access.ActingUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.CredentialSeal;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.access.UserLimits;
import io.keyholder.domain.access.UserRequest;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.permission.Decision;
import io.keyholder.domain.permission.DecisionExplanation;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.text.LocalizableText;
import io.keyholder.domain.token.Tokens;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for who does what to users, and why it is refused. */
public final class AccessArbitraries {
    private static final int MAX_COUNT = 2_000_000;
    private static final int MAX_TEXT_LENGTH = 60;

    private AccessArbitraries() {}

    /** The host, or a login that may have ended, been forged, or belong to no user that is stored. */
    public static Arbitrary<Actor> actors() {
        return Choice.<Actor>of(1, Arbitraries.of(Actor.host(), Actor.hostEvenWithoutAdministrator()))
                .or(4, loggedIn())
                .arbitrary();
    }

    /** Any claim of a credential; its seal is no more than sixty-four digits. */
    public static Arbitrary<CredentialSeal> credentialSeals() {
        Arbitrary<String> seals =
                Arbitraries.strings().withChars("0123456789abcdef").ofLength(CredentialSeal.SEAL_LENGTH);
        return Combinators.combine(
                        Choice.optional(50, TextArbitraries.text(MAX_TEXT_LENGTH)),
                        Choice.optional(50, LoginStateArbitraries.sessionIds()),
                        InstantArbitraries.instants(),
                        seals.withoutEdgeCases())
                .as(CredentialSeal::new)
                .withoutEdgeCases();
    }

    /** A user that acts by a login of its own, or by one of another user. */
    public static Arbitrary<ActingUser> actingUsers() {
        return Combinators.combine(UserArbitraries.users(), loggedIn())
                .as((user, proof) -> new ActingUser(user, proof, RoleCatalogue.EMPTY))
                .withoutEdgeCases();
    }

    /** Any request, consistent or not. */
    public static Arbitrary<UserRequest> userRequests() {
        return Combinators.combine(
                        actingUsers(),
                        Arbitraries.of(UserAction.class),
                        Choice.optional(80, UserIdArbitraries.userIds()),
                        Choice.optional(60, UserArbitraries.users()),
                        Choice.optional(60, UserArbitraries.users()),
                        InstantArbitraries.instants())
                .as(UserRequest::new)
                .withoutEdgeCases();
    }

    /** From nothing allowed to more than any user holds. */
    public static Arbitrary<UserLimits> userLimits() {
        Arbitrary<Integer> counts = Arbitraries.integers().between(0, MAX_COUNT).withoutEdgeCases();
        Arbitrary<Integer> tokens =
                Arbitraries.integers().between(0, Tokens.MOST_COMPARED).withoutEdgeCases();
        Arbitrary<UserLimits> any = Combinators.combine(counts, tokens, counts, counts, counts, counts)
                .as(UserLimits::new)
                .withoutEdgeCases();
        return Choice.of(
                        1,
                        Arbitraries.of(UserLimits.OF_ONESELF, UserLimits.OF_OTHERS, new UserLimits(0, 0, 0, 0, 0, 0)))
                .or(2, any)
                .arbitrary();
    }

    /** More than is allowed of anything that is limited. */
    public static Arbitrary<UserLimits.Excess> excesses() {
        Arbitrary<Long> allowed = Arbitraries.longs().between(0, MAX_COUNT).withoutEdgeCases();
        Arbitrary<Long> more = Arbitraries.longs().between(1, MAX_COUNT).withoutEdgeCases();
        return Combinators.combine(Arbitraries.of(UserLimits.Limited.class), allowed, more)
                .as((what, bound, beyond) -> new UserLimits.Excess(what, bound + beyond, bound))
                .withoutEdgeCases();
    }

    /** Each reason, with a decision or an excess where there may be one. */
    public static Arbitrary<Refusal> refusals() {
        Arbitrary<UserAction> actions = Arbitraries.of(UserAction.class);
        return Choice.of(
                        1,
                        Combinators.combine(actions, excesses())
                                .as((action, excess) -> Refusal.of(action, excess))
                                .withoutEdgeCases())
                .or(
                        3,
                        Combinators.combine(
                                        actions, Arbitraries.of(Refusal.Reason.class), Choice.optional(40, decisions()))
                                .as((action, reason, decision) ->
                                        new Refusal(action, reason, decision, Optional.empty()))
                                .withoutEdgeCases())
                .arbitrary();
    }

    /** Each kind of decision. */
    public static Arbitrary<Decision> decisions() {
        return Choice.<Decision>of(
                        1,
                        Combinators.combine(
                                        PermissionArbitraries.permissionTypes(),
                                        PermissionArbitraries.permissionItems(),
                                        PermissionArbitraries.permissions())
                                .as(Decision.Granted::new)
                                .withoutEdgeCases())
                .or(
                        1,
                        Combinators.combine(
                                        PermissionArbitraries.permissionTypes(),
                                        PermissionArbitraries.permissionItems(),
                                        PermissionArbitraries.permissions())
                                .as(Decision.Revoked::new)
                                .withoutEdgeCases())
                .or(1, PermissionArbitraries.permissionTypes().map(Decision.NotGranted::new))
                .or(1, PermissionArbitraries.permissionTypes().map(Decision.OutOfScope::new))
                .arbitrary();
    }

    /** A decision, with what would change it or might not. */
    public static Arbitrary<DecisionExplanation> decisionExplanations() {
        return Combinators.combine(
                        decisions(),
                        PermissionArbitraries.permissionItems().set().ofMaxSize(2),
                        Choice.optional(50, PermissionArbitraries.permissionItems()),
                        TextArbitraries.text(MAX_TEXT_LENGTH).set().ofMaxSize(2))
                .as(DecisionExplanation::new)
                .withoutEdgeCases();
    }

    /** Sentences that a host translates. */
    public static Arbitrary<LocalizableText> localizableTexts() {
        Arbitrary<Long> numbers = Arbitraries.longs().withoutEdgeCases();
        return Combinators.combine(
                        TextArbitraries.text(MAX_TEXT_LENGTH),
                        Maps.upTo(2, TextArbitraries.text(MAX_TEXT_LENGTH), numbers),
                        TextArbitraries.anyText(MAX_TEXT_LENGTH))
                .as(LocalizableText::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<Actor.LoggedIn> loggedIn() {
        return Combinators.combine(
                        UserIdArbitraries.userIds(),
                        Arbitraries.of(ProofStrength.class),
                        TokenArbitraries.tokenScopes(),
                        Choice.optional(50, InstantArbitraries.instants()),
                        credentialSeals())
                .as(Actor.LoggedIn::new)
                .withoutEdgeCases();
    }
}

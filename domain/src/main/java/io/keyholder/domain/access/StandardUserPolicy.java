package io.keyholder.domain.access;

import io.keyholder.domain.access.Refusal.Reason;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Decision;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.User;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The policy that {@link UserPolicy#standard} describes. */
final class StandardUserPolicy implements UserPolicy {
    @Override
    public Optional<Refusal> judge(UserRequest request) {
        return request.isAboutItself() ? judgeItself(request) : judgeAnother(request);
    }

    private static Optional<Refusal> judgeItself(UserRequest request) {
        return switch (request.action()) {
            case READ, DECIDE, LIST_TOKENS, REVOKE_TOKEN, LIST_SESSIONS, END_SESSION -> Optional.empty();
            case EDIT_PROFILE, EDIT_PERSONAL, ROTATE_KEY, REVOKE_PROVEN_KEY -> unrestricted(request);
            case CHANGE_OWN_PASSWORD -> unrestricted(request).or(() -> provedBySecondFactor(request));
            case CHANGE_CONTACT, EXPORT_PERSON ->
                unrestricted(request).or(() -> proved(request, ProofStrength.SHORT_LIVED_TOKEN));
            case SET_UP_SECOND_FACTOR, REGISTER_KEY ->
                unrestricted(request).or(() -> proved(request, ProofStrength.PASSWORD));
            case REMOVE_SECOND_FACTOR ->
                unrestricted(request)
                        .or(() -> proved(request, ProofStrength.PASSWORD))
                        .or(() -> provedBySecondFactor(request));
            case CREATE_TOKEN -> withinProof(request);
            case REVOKE_KEY -> revokedWithoutProof(request);
            case SET_SECRETS, VOUCH_FOR_KEY -> refusal(request, Reason.OLD_SECRET_NEEDED);
            case CHANGE_ASSOCIATION, CHANGE_STATUS -> refusal(request, Reason.RAISES_ITSELF);
            case CHANGE_AUTHORIZATION -> administrator(request).or(() -> notRaised(request));
            case CHANGE_UNKNOWN_MEMBERS -> refusal(request, Reason.HOST_ONLY);
            case LIST, DEACTIVATE -> administrator(request);
            default -> administrator(request).or(() -> provedAsForItself(request));
        };
    }

    private static Optional<Refusal> judgeAnother(UserRequest request) {
        return switch (request.action()) {
            case READ, LIST, DECIDE -> professional(request);
            case CREATE -> professional(request).or(() -> provedAsForItself(request));
            case INVITE, CHANGE_IDENTIFIERS ->
                professional(request).or(() -> notMorePowerful(request)).or(() -> provedAsForItself(request));
            case EDIT_PROFILE, DEACTIVATE ->
                professional(request).or(() -> notMorePowerful(request)).or(() -> unrestricted(request));
            case CHANGE_CONTACT ->
                professional(request)
                        .or(() -> notMorePowerful(request))
                        .or(() -> unrestricted(request))
                        .or(() -> proved(request, ProofStrength.SHORT_LIVED_TOKEN));
            case CHANGE_OWN_PASSWORD -> refusal(request, Reason.NOT_ONESELF);
            case CREATE_TOKEN ->
                administrator(request)
                        .or(() -> notMorePowerful(request))
                        .or(() -> provedAsForItself(request))
                        .or(() -> withinProof(request));
            case CHANGE_AUTHORIZATION ->
                administrator(request).or(() -> holds(request, given(request))).or(() -> provedAsForItself(request));
            case IMPORT ->
                administrator(request)
                        .or(() -> holds(request, everyType(request)))
                        .or(() -> provedAsForItself(request));
            case CHANGE_UNKNOWN_MEMBERS -> refusal(request, Reason.HOST_ONLY);
            case LIST_TOKENS, REVOKE_TOKEN, LIST_SESSIONS, END_SESSION ->
                administrator(request).or(() -> notMorePowerful(request));
            default -> administrator(request).or(() -> notMorePowerful(request)).or(() -> provedAsForItself(request));
        };
    }

    /**
     * The full proof: a login of unrestricted scope by password, with the second factor where the acting user has one
     * on. It is needed for every act that gives a user a way in, or more than it had: on secrets, identifiers, rights
     * and keys, and to create, invite and import. What a weaker login made could do more than that login, and would
     * outlive it.
     */
    private static Optional<Refusal> provedAsForItself(UserRequest request) {
        return unrestricted(request)
                .or(() -> proved(request, ProofStrength.PASSWORD))
                .or(() -> provedBySecondFactor(request));
    }

    /** A revocation is for good, so standing for the data owner is not enough: an administrator may, or who proves. */
    private static Optional<Refusal> revokedWithoutProof(UserRequest request) {
        return administrator(request).isPresent()
                ? refusal(request, Reason.OLD_SECRET_NEEDED)
                : provedAsForItself(request);
    }

    private static Optional<Refusal> professional(UserRequest request) {
        Optional<Refusal> physician = permitted(request, PermissionType.PHYSICIAN);
        return physician.isEmpty() ? physician : permitted(request, PermissionType.HCP);
    }

    private static Optional<Refusal> administrator(UserRequest request) {
        return permitted(request, PermissionType.ADMIN);
    }

    /** Held against what the user is and what it would become, so that no one is moved out of or into reach. */
    private static Optional<Refusal> permitted(UserRequest request, PermissionType type) {
        Stream<Attributes> targets =
                request.before().isEmpty() && request.after().isEmpty()
                        ? Stream.of(Attributes.NONE)
                        : Stream.of(request.before(), request.after())
                                .flatMap(Optional::stream)
                                .map(TargetAttributes::of);
        return targets.map(target -> request.actor().decide(type, target, request.now()))
                .filter(decision -> !decision.isGranted())
                .findFirst()
                .map(decision -> Refusal.of(request.action(), reasonOf(decision), decision));
    }

    private static Optional<Refusal> notMorePowerful(UserRequest request) {
        return holds(
                request,
                request.before()
                        .or(request::after)
                        .map(user -> powers(request, user.authorization()).types())
                        .orElse(Set.of()));
    }

    private static Optional<Refusal> holds(UserRequest request, Set<PermissionType> types) {
        return types.stream()
                .map(type -> request.actor().decide(type, Attributes.NONE, request.now()))
                .filter(decision -> !decision.isGranted())
                .findFirst()
                .map(decision -> Refusal.of(request.action(), Reason.MORE_THAN_THE_ACTOR_HAS, decision));
    }

    /** A role may mean something to the host that the catalogue does not show: no one takes one more for itself. */
    private static Optional<Refusal> notRaised(UserRequest request) {
        Set<String> roles = authorization(request.before()).roles();
        boolean isRaised = !given(request).isEmpty()
                || !roles.containsAll(authorization(request.after()).roles());
        return isRaised ? refusal(request, Reason.RAISES_ITSELF) : Optional.empty();
    }

    private static Set<PermissionType> given(UserRequest request) {
        return powers(request, authorization(request.after()))
                .typesBeyond(powers(request, authorization(request.before())));
    }

    private static EffectiveGrants powers(UserRequest request, Authorization authorization) {
        return EffectiveGrants.of(authorization, request.actor().roles(), everyType(request));
    }

    /** What stands for every type there may be, where hosts name types of their own. */
    private static Set<PermissionType> everyType(UserRequest request) {
        Set<PermissionType> mentioned = new LinkedHashSet<>();
        Stream.of(
                        request.actor().user().authorization(),
                        authorization(request.before()),
                        authorization(request.after()))
                .forEach(authorization -> mentioned.addAll(
                        EffectiveGrants.mentioned(authorization, request.actor().roles())));
        if (request.actor().proof().scope() instanceof TokenScope.Restricted restricted) {
            mentioned.addAll(restricted.types());
        }
        return PermissionType.representatives(mentioned);
    }

    private static Authorization authorization(Optional<User> user) {
        return user.map(User::authorization).orElse(Authorization.NONE);
    }

    private static Optional<Refusal> unrestricted(UserRequest request) {
        return request.actor().proof().scope() instanceof TokenScope.Unrestricted
                ? Optional.empty()
                : refusal(request, Reason.SCOPE_TOO_NARROW);
    }

    private static Optional<Refusal> proved(UserRequest request, ProofStrength wanted) {
        return request.actor().proof().strength().isAtLeast(wanted)
                ? Optional.empty()
                : refusal(request, Reason.PROOF_TOO_WEAK);
    }

    /** Who has a second factor uses it before it is taken away, or a factor beside it replaced. */
    private static Optional<Refusal> provedBySecondFactor(UserRequest request) {
        return request.actor().user().credentials().secondFactor().isDemanded()
                ? proved(request, ProofStrength.TWO_FACTORS)
                : Optional.empty();
    }

    private static Optional<Refusal> withinProof(UserRequest request) {
        Tokens before = request.before().map(User::tokens).orElse(Tokens.NONE);
        Tokens after = request.after().map(User::tokens).orElse(Tokens.NONE);
        Actor.LoggedIn proof = request.actor().proof();
        boolean isWider = after.authentication().entrySet().stream()
                        .filter(entry -> UserChange.isMade(before, entry))
                        .anyMatch(entry -> !isWithin(proof, entry.getValue()))
                || !before.application()
                        .entrySet()
                        .containsAll(after.application().entrySet());
        return isWider ? refusal(request, Reason.TOKEN_WIDER_THAN_PROOF) : Optional.empty();
    }

    private static boolean isWithin(Actor.LoggedIn proof, AuthenticationToken token) {
        return token.scope().isWithin(proof.scope()) && isNoStronger(proof, token) && endsInTime(proof, token);
    }

    /** A short-lived token proves more than a long-lived one, so a long-lived one makes none. */
    private static boolean isNoStronger(Actor.LoggedIn proof, AuthenticationToken token) {
        return proof.strength().isAtLeast(ProofStrength.SHORT_LIVED_TOKEN)
                || !token.validity().isShortLived();
    }

    /** A bearer of a token makes none that outlives it, and none without end: revoking the first must help in time. */
    private static boolean endsInTime(Actor.LoggedIn proof, AuthenticationToken token) {
        boolean byToken = !proof.strength().isAtLeast(ProofStrength.PASSWORD);
        if (token.validity() instanceof TokenValidity.Limited limited) {
            return proof.until()
                    .map(until -> limited.duration().compareTo(Duration.between(token.created(), until)) <= 0)
                    .orElse(true);
        }
        return proof.until().isEmpty() && !byToken;
    }

    private static Reason reasonOf(Decision decision) {
        return decision instanceof Decision.OutOfScope ? Reason.SCOPE_TOO_NARROW : Reason.PERMISSION_MISSING;
    }

    private static Optional<Refusal> refusal(UserRequest request, Reason reason) {
        return Optional.of(Refusal.of(request.action(), reason));
    }
}

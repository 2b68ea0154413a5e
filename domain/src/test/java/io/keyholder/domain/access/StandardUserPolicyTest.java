package io.keyholder.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.access.Refusal.Reason;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Operator;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action by every kind of actor, upon itself and upon others. */
class StandardUserPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final User PATIENT = user("patient").withDataOwner(DataOwner.patient("p1"));
    private static final User DOCTOR = with(user("doctor"), Permission.granting(PermissionType.HCP));
    private static final User PHYSICIAN = with(user("physician"), Permission.granting(PermissionType.PHYSICIAN));
    private static final User ADMIN = with(user("admin"), Permission.granting(PermissionType.ADMIN));
    private static final User OTHER = user("other");
    private static final Set<UserAction> OF_PROFESSIONALS = Set.of(
            UserAction.READ,
            UserAction.LIST,
            UserAction.DECIDE,
            UserAction.CREATE,
            UserAction.INVITE,
            UserAction.EDIT_PROFILE,
            UserAction.CHANGE_CONTACT,
            UserAction.CHANGE_IDENTIFIERS,
            UserAction.DEACTIVATE);
    private static final Set<UserAction> OF_EVERYBODY_UPON_ITSELF = Set.of(
            UserAction.READ,
            UserAction.DECIDE,
            UserAction.LIST_TOKENS,
            UserAction.LIST_SESSIONS,
            UserAction.END_SESSION,
            UserAction.REVOKE_TOKEN,
            UserAction.CREATE_TOKEN,
            UserAction.EDIT_PROFILE,
            UserAction.EDIT_PERSONAL,
            UserAction.CHANGE_CONTACT,
            UserAction.CHANGE_OWN_PASSWORD,
            UserAction.SET_UP_SECOND_FACTOR,
            UserAction.REMOVE_SECOND_FACTOR,
            UserAction.EXPORT_PERSON,
            UserAction.REGISTER_KEY,
            UserAction.REVOKE_PROVEN_KEY,
            UserAction.ROTATE_KEY);
    private static final Set<UserAction> OF_NOBODY_UPON_OTHERS =
            Set.of(UserAction.CHANGE_OWN_PASSWORD, UserAction.CHANGE_UNKNOWN_MEMBERS);

    @ParameterizedTest
    @EnumSource
    void letsAPatientDoNothingToOthers(UserAction action) {
        assertThat(judge(PATIENT, action, OTHER)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void letsProfessionalsDoWhatIsTheirs(UserAction action) {
        assertThat(judge(DOCTOR, action, OTHER).isEmpty()).isEqualTo(OF_PROFESSIONALS.contains(action));
        assertThat(judge(PHYSICIAN, action, OTHER).isEmpty()).isEqualTo(OF_PROFESSIONALS.contains(action));
    }

    @ParameterizedTest
    @EnumSource
    void letsAnAdministratorDoToOthersAllThatUsersMay(UserAction action) {
        assertThat(judge(ADMIN, action, OTHER).isEmpty()).isEqualTo(!OF_NOBODY_UPON_OTHERS.contains(action));
    }

    @ParameterizedTest
    @EnumSource
    void letsEverybodyEditTheHarmlessPartOfItself(UserAction action) {
        assertThat(judge(PATIENT, action, PATIENT).isEmpty()).isEqualTo(OF_EVERYBODY_UPON_ITSELF.contains(action));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SET_SECRETS", "VOUCH_FOR_KEY", "CHANGE_ASSOCIATION", "CHANGE_STATUS", "CHANGE_UNKNOWN_MEMBERS"})
    void letsNotEvenAnAdministratorRaiseItself(UserAction action) {
        assertThat(judge(ADMIN, action, ADMIN)).isPresent();
    }

    @Test
    void namesTheDecisionBehindARefusal() {
        Refusal refusal = judge(PATIENT, UserAction.CREATE, OTHER).orElseThrow();

        assertThat(refusal.reason()).isEqualTo(Reason.PERMISSION_MISSING);
        assertThat(refusal.explanation())
                .isEqualTo("You may not create a user. You lack the permission."
                        + " HCP is denied, because nothing that applies grants it.");
    }

    @ParameterizedTest
    @EnumSource(names = {"CHANGE_CONTACT", "CHANGE_IDENTIFIERS", "DEACTIVATE"})
    void letsNobodyActThroughSomebodyWhoMayMore(UserAction action) {
        assertThat(reason(judge(DOCTOR, action, ADMIN))).contains(Reason.MORE_THAN_THE_ACTOR_HAS);
        assertThat(judge(DOCTOR, action, with(user("colleague"), Permission.granting(PermissionType.HCP))))
                .isEmpty();
    }

    @Test
    void seesPowersThatComeFromRolesAndThatAreOnlySometimesThere() {
        RoleCatalogue roles = role -> List.of(Permission.granting(PermissionType.ADMIN));
        User chief = user("chief").withAuthorization(OTHER.authorization().withRoles(Set.of("chief")));
        User sometimes = with(user("sometimes"), conditional(PermissionType.MEDICAL_DATA_VIEW));

        assertThat(reason(judge(acting(DOCTOR, roles), UserAction.DEACTIVATE, chief, Optional.of(chief))))
                .contains(Reason.MORE_THAN_THE_ACTOR_HAS);
        assertThat(reason(judge(DOCTOR, UserAction.DEACTIVATE, sometimes))).contains(Reason.MORE_THAN_THE_ACTOR_HAS);
    }

    static Stream<Arguments> raises() {
        User limited = with(
                ADMIN, Permission.granting(PermissionType.ADMIN).withRevoke(always(PermissionType.MEDICAL_DATA_VIEW)));
        return Stream.of(
                Arguments.of(limited, with(OTHER, Permission.granting(PermissionType.MEDICAL_DATA_VIEW))),
                Arguments.of(limited, with(OTHER, Permission.granting(PermissionType.ADMIN))),
                Arguments.of(limited, with(OTHER, conditional(PermissionType.MEDICAL_DATA_VIEW))));
    }

    @ParameterizedTest
    @MethodSource("raises")
    void letsNobodyGiveWhatItHasNot(User actor, User raised) {
        assertThat(reason(judge(actor, UserAction.CHANGE_AUTHORIZATION, OTHER, raised)))
                .contains(Reason.MORE_THAN_THE_ACTOR_HAS);
        assertThat(judge(ADMIN, UserAction.CHANGE_AUTHORIZATION, OTHER, raised)).isEmpty();
    }

    @Test
    void letsNobodyTakeARevokeOfWhatItHasNotAway() {
        Permission limits = Permission.granting(PermissionType.ADMIN).withRevoke(always(PermissionType.HCP));
        User limited = with(ADMIN, limits);
        User target = with(OTHER, limits);

        assertThat(reason(judge(
                        limited,
                        UserAction.CHANGE_AUTHORIZATION,
                        target,
                        with(OTHER, Permission.granting(PermissionType.ADMIN)))))
                .contains(Reason.MORE_THAN_THE_ACTOR_HAS);
    }

    @Test
    void letsAnAdministratorLowerItselfAndNotRaiseItself() {
        User lowered = with(ADMIN, Permission.granting(PermissionType.HCP));
        User limited = with(
                ADMIN, Permission.granting(PermissionType.ADMIN).withRevoke(always(PermissionType.MEDICAL_DATA_VIEW)));
        User withRole = ADMIN.withAuthorization(ADMIN.authorization().withRoles(Set.of("known to the host only")));

        assertThat(judge(ADMIN, UserAction.CHANGE_AUTHORIZATION, ADMIN, limited))
                .isEmpty();
        assertThat(reason(judge(limited, UserAction.CHANGE_AUTHORIZATION, limited, ADMIN)))
                .contains(Reason.RAISES_ITSELF);
        assertThat(reason(judge(ADMIN, UserAction.CHANGE_AUTHORIZATION, ADMIN, withRole)))
                .contains(Reason.RAISES_ITSELF);
        assertThat(reason(judge(DOCTOR, UserAction.CHANGE_AUTHORIZATION, DOCTOR, lowered)))
                .contains(Reason.PERMISSION_MISSING);
    }

    @Test
    void limitsAProfessionalToTheUsersItsPermissionIsAbout() {
        Permission inGroup = new Permission(
                List.of(PermissionItem.when(
                        PermissionType.HCP,
                        new Predicate.KeyValue("groupId", Operator.EQUAL, AttributeValue.of("north")))),
                List.of(),
                PreservedJson.NONE);
        User doctor = with(user("doctor"), inGroup);
        User north = OTHER.withProfile(OTHER.profile().withGroup(new GroupId("north")));
        User south = OTHER.withProfile(OTHER.profile().withGroup(new GroupId("south")));

        assertThat(judge(doctor, UserAction.EDIT_PROFILE, north)).isEmpty();
        assertThat(judge(doctor, UserAction.EDIT_PROFILE, south)).isPresent();
        assertThat(judge(doctor, UserAction.EDIT_PROFILE, OTHER)).isPresent();
        assertThat(judge(doctor, UserAction.EDIT_PROFILE, north, south)).isPresent();
    }

    @Test
    void letsATokenOfNarrowScopeDoNothingElse() {
        TokenScope viewing = new TokenScope.Restricted(Set.of(PermissionType.PATIENT_VIEW));
        ActingUser narrow = acting(ADMIN, proof(ADMIN, ProofStrength.PASSWORD, viewing, Optional.empty()));

        assertThat(reason(judge(narrow, UserAction.CREATE, OTHER, Optional.empty())))
                .contains(Reason.SCOPE_TOO_NARROW);
        assertThat(reason(judge(narrow, UserAction.EDIT_PROFILE, ADMIN, Optional.empty())))
                .contains(Reason.SCOPE_TOO_NARROW);
        assertThat(judge(narrow, UserAction.READ, ADMIN, Optional.empty())).isEmpty();
    }

    @Test
    void letsNobodyMakeATokenWiderThanItsProof() {
        TokenScope viewing = new TokenScope.Restricted(Set.of(PermissionType.PATIENT_VIEW));
        ActingUser byPassword =
                acting(PATIENT, proof(PATIENT, ProofStrength.PASSWORD, TokenScope.unrestricted(), Optional.empty()));
        ActingUser byToken = acting(
                PATIENT, proof(PATIENT, ProofStrength.LONG_LIVED_TOKEN, viewing, Optional.of(NOW.plusSeconds(3_600))));
        ActingUser byEndlessToken = acting(
                PATIENT, proof(PATIENT, ProofStrength.LONG_LIVED_TOKEN, TokenScope.unrestricted(), Optional.empty()));

        assertThat(token(byPassword, TokenScope.unrestricted(), TokenValidity.unlimited()))
                .isEmpty();
        assertThat(token(byToken, viewing, TokenValidity.seconds(3_600))).isEmpty();
        assertThat(token(byToken, viewing, TokenValidity.seconds(3_601))).contains(Reason.TOKEN_WIDER_THAN_PROOF);
        assertThat(token(byToken, viewing, TokenValidity.unlimited())).contains(Reason.TOKEN_WIDER_THAN_PROOF);
        assertThat(token(byToken, TokenScope.unrestricted(), TokenValidity.seconds(10)))
                .contains(Reason.TOKEN_WIDER_THAN_PROOF);
        assertThat(token(byToken, new TokenScope.Restricted(Set.of(PermissionType.HCP)), TokenValidity.seconds(10)))
                .contains(Reason.TOKEN_WIDER_THAN_PROOF);
        assertThat(token(byEndlessToken, viewing, TokenValidity.seconds(601))).isEmpty();
        assertThat(token(byEndlessToken, viewing, TokenValidity.seconds(600))).contains(Reason.TOKEN_WIDER_THAN_PROOF);
        assertThat(token(byEndlessToken, viewing, TokenValidity.unlimited())).contains(Reason.TOKEN_WIDER_THAN_PROOF);
    }

    /** SECURITY case 31: the way round a proof does not lead through another user. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {
                "CHANGE_ASSOCIATION",
                "CHANGE_AUTHORIZATION",
                "CHANGE_STATUS",
                "SET_SECRETS",
                "SET_UP_SECOND_FACTOR",
                "REMOVE_SECOND_FACTOR",
                "CREATE_TOKEN",
                "REGISTER_KEY",
                "VOUCH_FOR_KEY",
                "REVOKE_KEY",
                "REVOKE_PROVEN_KEY",
                "ROTATE_KEY",
                "PURGE",
                "ERASE",
                "EXPORT_PERSON",
                "IMPORT",
                "CREATE",
                "INVITE",
                "CHANGE_IDENTIFIERS",
                "EDIT_PERSONAL"
            })
    void wantsForOthersTheProofThatTheSameActOnOneselfWants(UserAction action) {
        User enrolled = ADMIN.withCredentials(ADMIN.credentials()
                .withSecondFactor(new SecondFactor.On(TotpSecret.of("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"))));

        assertThat(reason(judge(by(ADMIN, ProofStrength.LONG_LIVED_TOKEN), action, OTHER, Optional.empty())))
                .contains(Reason.PROOF_TOO_WEAK);
        assertThat(judge(by(ADMIN, ProofStrength.PASSWORD), action, OTHER, Optional.empty()))
                .isEmpty();
        assertThat(reason(judge(by(enrolled, ProofStrength.PASSWORD), action, OTHER, Optional.empty())))
                .contains(Reason.PROOF_TOO_WEAK);
        assertThat(judge(by(enrolled, ProofStrength.TWO_FACTORS), action, OTHER, Optional.empty()))
                .isEmpty();
    }

    static Stream<Arguments> proofsAndActions() {
        TokenScope narrow =
                new TokenScope.Restricted(Set.of(PermissionType.ADMIN, PermissionType.HCP, PermissionType.PHYSICIAN));
        return Stream.of(ADMIN, DOCTOR, PHYSICIAN)
                .flatMap(actor -> Stream.of(actor, withSecondFactor(actor)))
                .flatMap(actor -> Stream.of(ProofStrength.values())
                        .flatMap(strength -> Stream.of(TokenScope.unrestricted(), narrow)
                                .flatMap(scope -> Stream.of(Optional.<Instant>empty(), Optional.of(NOW.plusSeconds(60)))
                                        .map(until -> acting(actor, proof(actor, strength, scope, until))))))
                .flatMap(actor -> Stream.of(UserAction.values()).map(action -> Arguments.of(actor, action)));
    }

    /**
     * SECURITY cases 30 and 31: what is done to others, or made, is bounded by the login. An action that is not known
     * to be harmless needs the full proof.
     */
    @ParameterizedTest
    @MethodSource("proofsAndActions")
    void letsNoBoundedLoginMakeWhatIsBoundedLess(ActingUser actor, UserAction action) {
        Actor.LoggedIn proof = actor.proof();
        boolean isAllowed = judge(actor, action, OTHER, Optional.empty()).isEmpty();
        boolean isUnrestricted = proof.scope() instanceof TokenScope.Unrestricted;
        boolean isFullProof = isUnrestricted
                && proof.strength()
                        .isAtLeast(
                                actor.user().credentials().secondFactor().isDemanded()
                                        ? ProofStrength.TWO_FACTORS
                                        : ProofStrength.PASSWORD);
        boolean isEnough = switch (action) {
            case READ, LIST, DECIDE, LIST_TOKENS, REVOKE_TOKEN, LIST_SESSIONS, END_SESSION -> true;
            case EDIT_PROFILE, DEACTIVATE -> isUnrestricted;
            case CHANGE_CONTACT -> isUnrestricted && proof.strength().isAtLeast(ProofStrength.SHORT_LIVED_TOKEN);
            default -> isFullProof;
        };
        ActingUser fully = acting(actor.user(), proof(actor.user(), ProofStrength.TWO_FACTORS));
        boolean isItsPlace = judge(fully, action, OTHER, Optional.empty()).isEmpty();
        assertThat(isAllowed).isEqualTo(isEnough && isItsPlace);
    }

    /** The same act on oneself asks no more than the act on another. */
    @ParameterizedTest
    @MethodSource("proofsAndActions")
    void asksForAnActOnAnotherAtLeastWhatItAsksForTheActOnOneself(ActingUser actor, UserAction action) {
        Optional<Reason> upon = reason(judge(actor, action, actor.user(), Optional.empty()));
        boolean isAllowedOnAnother =
                judge(actor, action, OTHER, Optional.empty()).isEmpty();
        assertThat(isAllowedOnAnother
                        && (upon.equals(Optional.of(Reason.PROOF_TOO_WEAK))
                                || upon.equals(Optional.of(Reason.SCOPE_TOO_NARROW))))
                .isFalse();
    }

    private static Actor.LoggedIn proof(User user, ProofStrength strength) {
        return proof(user, strength, TokenScope.unrestricted(), Optional.empty());
    }

    private static User withSecondFactor(User user) {
        return user.withCredentials(user.credentials()
                .withSecondFactor(new SecondFactor.On(TotpSecret.of("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"))));
    }

    /** SECURITY case 33: every act of a professional on a user who may more, but looking, is refused. */
    @ParameterizedTest
    @EnumSource
    void letsAProfessionalChangeNobodyWhoMayMore(UserAction action) {
        Optional<Refusal> refusal = judge(acting(DOCTOR, RoleCatalogue.EMPTY), action, ADMIN, Optional.of(ADMIN));
        Set<UserAction> looking = Set.of(UserAction.READ, UserAction.LIST, UserAction.DECIDE, UserAction.CREATE);
        assertThat(refusal.isEmpty()).isEqualTo(looking.contains(action));
    }

    private static ActingUser by(User user, ProofStrength strength) {
        return acting(user, proof(user, strength, TokenScope.unrestricted(), Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOVE_SECOND_FACTOR", "CHANGE_OWN_PASSWORD"})
    void wantsTheSecondFactorBeforeAFactorIsReplaced(UserAction action) {
        User enrolled = PATIENT.withCredentials(PATIENT.credentials()
                .withSecondFactor(new SecondFactor.On(TotpSecret.of("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"))));

        assertThat(reason(judge(enrolled, action, enrolled))).contains(Reason.PROOF_TOO_WEAK);
        assertThat(judge(
                        acting(
                                enrolled,
                                proof(
                                        enrolled,
                                        ProofStrength.TWO_FACTORS,
                                        TokenScope.unrestricted(),
                                        Optional.empty())),
                        action,
                        enrolled,
                        Optional.empty()))
                .isEmpty();
    }

    @Test
    void namesWhatAChangeDoes() {
        Instant later = NOW.plusSeconds(60);
        AuthenticationToken token = AuthenticationToken.of(PasswordHash.of("hash"), NOW, TokenValidity.unlimited());
        User withToken = OTHER.withTokens(OTHER.tokens().with("web", token));

        assertThat(UserChange.between(OTHER, OTHER)).isEmpty();
        assertThat(changing(user -> user.withIdentifiers(LoginIdentifiers.login("new"))))
                .containsExactly(UserAction.CHANGE_IDENTIFIERS);
        assertThat(changing(user -> user.withDataOwner(DataOwner.device("d"))))
                .containsExactly(UserAction.CHANGE_ASSOCIATION);
        assertThat(changing(user -> user.withProfile(user.profile().withName("n"))))
                .containsExactly(UserAction.EDIT_PROFILE);
        assertThat(changing(user -> user.withLifecycle(life -> life.withTermsOfUseAccepted(NOW))))
                .containsExactly(UserAction.EDIT_PERSONAL);
        assertThat(changing(user -> user.withLifecycle(life -> life.deletedAt(NOW))))
                .containsExactly(UserAction.DEACTIVATE);
        assertThat(changing(user -> user.withLifecycle(life -> life.withExpiration(Optional.of(later)))))
                .containsExactly(UserAction.DEACTIVATE);
        assertThat(changing(user -> user.withLifecycle(life -> life.withStatus(UserStatus.DISABLED))))
                .containsExactly(UserAction.DEACTIVATE);
        assertThat(changing(user -> user.withLifecycle(life -> life.withStatus(UserStatus.REGISTERING))))
                .containsExactly(UserAction.CHANGE_STATUS);
        assertThat(changing(user -> user.withCredentials(user.credentials().withPasswordHash(PasswordHash.of("h")))))
                .containsExactly(UserAction.SET_SECRETS);
        assertThat(changing(user -> user.withUnknownMembers(PreservedJson.of(Map.of("secret", "1"), Set.of()))))
                .containsExactly(UserAction.CHANGE_UNKNOWN_MEMBERS);
        assertThat(UserChange.between(OTHER, withToken)).containsExactly(UserAction.CREATE_TOKEN);
        assertThat(UserChange.between(withToken, OTHER)).containsExactly(UserAction.REVOKE_TOKEN);
        assertThat(UserChange.between(withToken, OTHER.withTokens(OTHER.tokens().with("web", token.revokedAt(later)))))
                .containsExactly(UserAction.REVOKE_TOKEN);
        assertThat(UserChange.atCreation(PATIENT)).containsExactly(UserAction.CREATE);
        assertThat(UserChange.atCreation(DOCTOR))
                .containsExactlyInAnyOrder(UserAction.CREATE, UserAction.CHANGE_AUTHORIZATION);
        assertThat(UserChange.atCreation(withToken))
                .containsExactlyInAnyOrder(UserAction.CREATE, UserAction.CREATE_TOKEN);
    }

    @Test
    void ranksAdministrators() {
        User expiring = ADMIN.withLifecycle(life -> life.withExpiration(Optional.of(NOW.plusSeconds(60))));

        assertThat(AdministratorRank.of(ADMIN, RoleCatalogue.EMPTY, NOW)).isEqualTo(AdministratorRank.LASTING);
        assertThat(AdministratorRank.of(expiring, RoleCatalogue.EMPTY, NOW)).isEqualTo(AdministratorRank.FOR_NOW);
        assertThat(AdministratorRank.of(DOCTOR, RoleCatalogue.EMPTY, NOW)).isEqualTo(AdministratorRank.NONE);
    }

    private static Set<UserAction> changing(java.util.function.UnaryOperator<User> change) {
        return UserChange.between(OTHER, change.apply(OTHER));
    }

    private static Optional<Reason> token(ActingUser actor, TokenScope scope, TokenValidity validity) {
        AuthenticationToken token =
                AuthenticationToken.of(PasswordHash.of("hash"), NOW, validity).withScope(scope);
        User after = actor.user().withTokens(actor.user().tokens().with("new", token));
        return reason(judge(actor, UserAction.CREATE_TOKEN, actor.user(), Optional.of(after)));
    }

    private static Optional<Refusal> judge(User actor, UserAction action, User target) {
        return judge(acting(actor, RoleCatalogue.EMPTY), action, target, Optional.empty());
    }

    private static Optional<Refusal> judge(User actor, UserAction action, User target, User after) {
        return judge(acting(actor, RoleCatalogue.EMPTY), action, target, Optional.of(after));
    }

    private static Optional<Refusal> judge(ActingUser actor, UserAction action, User target, Optional<User> after) {
        return UserPolicy.standard()
                .judge(new UserRequest(actor, action, Optional.of(target.id()), Optional.of(target), after, NOW));
    }

    private static Optional<Reason> reason(Optional<Refusal> refusal) {
        return refusal.map(Refusal::reason);
    }

    private static ActingUser acting(User user, RoleCatalogue roles) {
        return new ActingUser(
                user, proof(user, ProofStrength.PASSWORD, TokenScope.unrestricted(), Optional.empty()), roles);
    }

    private static ActingUser acting(User user, Actor.LoggedIn proof) {
        return new ActingUser(user, proof, RoleCatalogue.EMPTY);
    }

    private static Actor.LoggedIn proof(User user, ProofStrength strength, TokenScope scope, Optional<Instant> until) {
        return new Actor.LoggedIn(
                user.id(),
                strength,
                scope,
                until,
                new CredentialSeal(Optional.empty(), Optional.empty(), NOW, "0".repeat(64)));
    }

    private static User user(String id) {
        return User.of(new UserId(id), LoginIdentifiers.login(id), Lifecycle.startingAt(NOW, UserStatus.ACTIVE));
    }

    private static User with(User user, Permission permission) {
        return user.withAuthorization(user.authorization().withPermissions(List.of(permission)));
    }

    private static PermissionItem always(PermissionType type) {
        return PermissionItem.always(type);
    }

    private static Permission conditional(PermissionType type) {
        return new Permission(
                List.of(PermissionItem.when(type, new Predicate.KeyValue("x", Operator.EQUAL, AttributeValue.of("y")))),
                List.of(),
                PreservedJson.NONE);
    }
}

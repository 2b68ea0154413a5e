package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.DelegationTag;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.testkit.sample.MovableClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The table of properties on iCure's page of the user, row by row: each test quotes what the page says of one. */
class UserPageTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String MILLIS = Long.toString(NOW.toEpochMilli());

    private final MovableClock clock = MovableClock.at(NOW);
    private final Keyholder keyholder = Keyholder.open(
            MapStorage.create(),
            BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(4).withSecretsInClear()),
            KeyholderOptions.of(clock));
    private final User user = created(
            NewUser.of(LoginIdentifiers.email("ada@example.org")).withPassword(Password.of("lamp ferry walnut 17")));

    @AfterEach
    void close() {
        keyholder.close();
    }

    /** "the Id of the user. We encourage using either a v4 UUID or a HL7 Id." */
    @Test
    void id() {
        assertThat(document(user)).containsPattern("\"_id\":\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-");
    }

    /** "the revision of the user in the database, used for conflict management / optimistic locking." */
    @Test
    void rev() {
        assertThat(document(user)).contains("\"_rev\":\"");
        changed(same -> same.withProfile(same.profile().withName("Ada")));
        assertThat(keyholder.users().modify(Actor.host(), user)).isInstanceOf(ModifyResult.Stale.class);
    }

    /** "hard delete (unix epoch in ms) timestamp of the object. Filled automatically when deletePatient is called." */
    @Test
    void deletionDate() {
        keyholder.users().softDelete(Actor.host(), user.id());
        assertThat(document(current())).contains("\"deleted\":" + MILLIS);
    }

    /** "format: int64." */
    @Test
    void created() {
        assertThat(document(user)).contains("\"created\":" + MILLIS);
    }

    /** "the timestamp (unix epoch in ms) of creation of the user, will be filled automatically if missing." */
    @Test
    void createdDate() {
        assertThat(document(user)).contains("\"createdDate\":" + MILLIS);
    }

    /** "Last name of the user." */
    @Test
    void name() {
        assertThat(document(changed(same -> same.withProfile(same.profile().withName("Lovelace")))))
                .contains("\"name\":\"Lovelace\"");
    }

    /** "Extra properties for the user. Those properties are typed (see class Property)" */
    @Test
    void properties() {
        assertThat(document(changed(
                        same -> same.withProperties(List.of(Property.of("seats", new TypedValue.IntegerValue(4)))))))
                .contains("\"properties\":[{", "\"integerValue\":4");
    }

    /** "If permission to modify patient data is granted or revoked" */
    @Test
    void permissions() {
        assertThat(document(changed(same -> same.withAuthorization(
                        same.authorization().with(Permission.granting(PermissionType.PATIENT_CHANGE_DELETE))))))
                .contains("\"permissions\":[{\"grants\":[", "\"PATIENT_CHANGE_DELETE\"");
    }

    /** "Authorization source for user. 'Database', 'ldap' or 'token' Values: database, ldap, token" */
    @Test
    void type() {
        for (String type : List.of("database", "ldap", "token")) {
            String json = "{\"_id\":\"u\",\"login\":\"u\",\"type\":\"" + type + "\"}";
            assertThat(document(UserDocuments.read(json))).contains("\"type\":\"" + type + "\"");
        }
    }

    /** "State of user's activeness: 'Active', 'Disabled' or 'Registering' Values: ACTIVE, DISABLED, REGISTERING" */
    @Test
    void status() {
        assertThat(document(user)).contains("\"status\":\"ACTIVE\"");
        assertThat(document(changed(same -> same.withLifecycle(life -> life.withStatus(UserStatus.DISABLED)))))
                .contains("\"status\":\"DISABLED\"");
    }

    /** "Username for this user. We encourage using an email address" and "email address of the user." */
    @Test
    void loginAndEmail() {
        assertThat(document(user)).contains("\"login\":\"ada@example.org\"", "\"email\":\"ada@example.org\"");
    }

    /** "Hashed version of the password (BCrypt is used for hashing)" */
    @Test
    void passwordHash() {
        assertThat(document(user))
                .containsPattern("\"passwordHash\":\"\\{bcrypt}\\$2b\\$")
                .doesNotContain("walnut");
    }

    /** "Secret token used to verify 2fa" and "Whether the user has activated two factors authentication" */
    @Test
    void secretAndUse2fa() {
        keyholder.secondFactors().enrol(Actor.host(), user.id(), "Practice");
        assertThat(document(current()))
                .containsPattern("\"secret\":\"SHA1:6:[A-Z2-7]{32}\"")
                .doesNotContain("use2fa");
        User on = UserDocuments.read(
                "{\"_id\":\"u\",\"login\":\"u\",\"use2fa\":true,\"secret\":\"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP\"}");
        assertThat(on.credentials().secondFactor().isDemanded()).isTrue();
    }

    /** "id of the group (practice/hospital) the user is member of" */
    @Test
    void groupId() {
        assertThat(document(changed(same -> same.withProfile(same.profile().withGroup(new GroupId("practice-1"))))))
                .contains("\"groupId\":\"practice-1\"");
    }

    /**
     * "Id of the healthcare party if the user is a healthcare party." and "Id of the patient if the user is a patient"
     */
    @Test
    void healthcarePartyIdAndPatientId() {
        assertThat(document(changed(same -> same.withDataOwner(DataOwner.healthcareParty("hcp-1")))))
                .contains("\"healthcarePartyId\":\"hcp-1\"");
        assertThat(document(changed(same -> same.withDataOwner(DataOwner.patient("patient-1")))))
                .contains("\"patientId\":\"patient-1\"");
    }

    /** "Delegations that are automatically generated client side when a new database object is created by this user" */
    @Test
    void autoDelegations() {
        AutoDelegations delegations =
                new AutoDelegations(Map.of(new DelegationTag("all"), List.of(new DataOwnerId("hcp-2"))));
        assertThat(document(changed(same -> same.withAutoDelegations(delegations))))
                .contains("\"autoDelegations\":{\"all\":[\"hcp-2\"]}");
    }

    /** "the timestamp (unix epoch in ms) of the latest validation of the terms of use of the application" */
    @Test
    void termsOfUseDate() {
        assertThat(document(changed(same -> same.withLifecycle(life -> life.withTermsOfUseAccepted(NOW)))))
                .contains("\"termsOfUseDate\":" + MILLIS);
    }

    /** "Long lived authentication tokens used for inter-applications authentication." */
    @Test
    void applicationTokens() {
        User read = UserDocuments.read("{\"_id\":\"u\",\"login\":\"u\",\"applicationTokens\":{\"lab\":\"t0ken\"}}");
        assertThat(document(read)).contains("\"applicationTokens\":{\"lab\":\"t0ken\"}");
    }

    /** "Encrypted and time-limited Authentication tokens used for inter-applications authentication" */
    @Test
    void authenticationTokens() {
        TokenCreation token = keyholder
                .tokens()
                .create(Actor.host(), user.id(), "lab", TokenValidity.seconds(3600), TokenScope.unrestricted());
        assertThat(token).isInstanceOf(TokenCreation.Created.class);
        assertThat(document(current()))
                .contains(
                        "\"authenticationTokens\":{\"lab\":{\"token\":\"{",
                        "\"validity\":3600",
                        "\"creationTime\":" + MILLIS);
    }

    private User current() {
        return keyholder.users().find(Actor.host(), user.id()).single().orElseThrow();
    }

    private User changed(UnaryOperator<User> change) {
        ModifyResult result = keyholder.users().modify(Actor.host(), user.id(), change);
        assertThat(result.isModified()).isTrue();
        return current();
    }

    private User created(NewUser newUser) {
        return ((CreateResult.Created) keyholder.users().create(Actor.host(), newUser)).user();
    }

    private static String document(User user) {
        return UserDocuments.write(user);
    }
}

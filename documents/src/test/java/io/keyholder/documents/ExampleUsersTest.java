package io.keyholder.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.credential.AuthenticationSource;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.DelegationTag;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.domain.user.ValueType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each example document says, field by field. */
class ExampleUsersTest {
    private static final String ID = "5f8c2c1e-7d0b-4a6e-9c51-0a2b3c4d5e0";

    @Test
    void readsTheLeastThatTheFirstGenerationWrites() {
        User user = UserDocuments.read(Examples.G1_MINIMAL);

        assertThat(user.id()).isEqualTo(new UserId(ID + "2"));
        assertThat(user.revision()).contains(new Revision("1-a2ef406e2c2351e0b9e80029c909242d"));
        assertThat(user.identifiers()).isEqualTo(LoginIdentifiers.email("secretary@example.org"));
        assertThat(user.profile()).isEqualTo(Profile.NONE);
        assertThat(user.dataOwner()).isEqualTo(DataOwner.NONE);
        assertThat(user.lifecycle().status()).contains(UserStatus.ACTIVE);
        assertThat(user.lifecycle().created()).isEmpty();
        assertThat(user.lifecycle().registered()).contains(Instant.ofEpochMilli(1530000000000L));
        assertThat(user.credentials().source()).contains(AuthenticationSource.DATABASE);
        assertThat(user.credentials().passwordHash())
                .contains(PasswordHash.of("2fabfaa75327cfa8ce429e8de8f77c8a1da01a6cedffac60160620c355dbb5f6"));
        assertThat(user.credentials().secondFactor())
                .isEqualTo(new SecondFactor.Pending(TotpSecret.of("KRSXG5CTMVRXEZLU")));
        assertThat(user.tokens()).isEqualTo(Tokens.NONE);
        assertThat(user.authorization()).isEqualTo(Authorization.NONE);
        assertThat(user.properties()).isEmpty();
        assertThat(user.autoDelegations()).isEqualTo(AutoDelegations.NONE);
        assertThat(user.unknownMembers().jsonByName()).containsOnlyKeys("rev_history");
        assertThat(user.unknownMembers().absentNames()).containsExactlyInAnyOrder("identifier", "authenticationTokens");
    }

    @Test
    void readsTheCredentialsOfTheSecondGeneration() {
        User user = UserDocuments.read(Examples.G2_TWO_FACTORS);

        assertThat(user.credentials().secondFactor()).isEqualTo(new SecondFactor.On(TotpSecret.of("JBSWY3DPEHPK3PXP")));
        assertThat(user.credentials().passwordHash().map(PasswordHash::encoded))
                .contains(
                        "{Cqeg4nc7CRd/DfK4amsqyAgFANCEpzVKJM1zd7tsCFE=}5e5b35dbe95baab801fc174d1d8d369828837a85a6c0eb448367191208ae9f42");
        assertThat(user.tokens().application()).isEmpty();
        assertThat(user.tokens().authentication()).containsOnlyKeys("web-session", "lab-gateway");
        AuthenticationToken session = user.tokens().named("web-session").orElseThrow();
        assertThat(session.hash())
                .isEqualTo(
                        PasswordHash.of(
                                "{SPXGLCUKGqw993aRbm05JpauQA5TEkfc49OW9bnEFTE=}cb3eae34cd3a6b539b062289dcdafdbbe0f1adcbbe50a01bce2e57324e23a53b"));
        assertThat(session.created())
                .isEqualTo(Instant.ofEpochMilli(1656000000123L).plusNanos(456_000));
        assertThat(session.validity()).isEqualTo(TokenValidity.seconds(3600));
        assertThat(session.scope()).isEqualTo(TokenScope.unrestricted());
        assertThat(session.revoked()).isEmpty();
        AuthenticationToken gateway = user.tokens().named("lab-gateway").orElseThrow();
        assertThat(gateway.created()).isEqualTo(Instant.ofEpochMilli(1656000000000L));
        assertThat(gateway.validity()).isEqualTo(TokenValidity.unlimited());
    }

    @Test
    void readsTheRestOfTheSecondGeneration() {
        User user = UserDocuments.read(Examples.G2_TWO_FACTORS);

        assertThat(user.identifiers())
                .isEqualTo(LoginIdentifiers.login("noor")
                        .withEmail("noor.jacobs@example.org")
                        .withMobilePhone("+32470000003"));
        assertThat(user.profile())
                .isEqualTo(Profile.NONE.withName("Noor Jacobs").withGroup(new GroupId("practice-42")));
        assertThat(user.dataOwner()).isEqualTo(DataOwner.healthcareParty("b1d6a2aa-4c40-4a3c-8a12-6e5f2f0e0a13"));
        assertThat(user.lifecycle().created()).contains(Instant.ofEpochMilli(1640000000123L));
        assertThat(user.lifecycle().registered())
                .contains(Instant.ofEpochMilli(1640000000123L).plusNanos(456_000));
        assertThat(user.lifecycle().termsOfUseAccepted()).contains(Instant.ofEpochMilli(1640000100000L));
        assertThat(user.authorization().roles()).containsExactly("BASIC_USER");
        assertThat(user.authorization().permissions())
                .containsExactly(Permission.granting(
                                PermissionType.AUTHENTICATE,
                                PermissionType.PATIENT_VIEW,
                                PermissionType.MEDICAL_DATA_VIEW)
                        .withRevoke(PermissionItem.always(PermissionType.FINANCIAL_DATA_VIEW)));
        assertThat(user.autoDelegations())
                .isEqualTo(AutoDelegations.NONE.with(
                        new DelegationTag("financialInformation"),
                        List.of(new DataOwnerId("b1d6a2aa-4c40-4a3c-8a12-6e5f2f0e0a14"))));
        Property filters = user.properties().get(0);
        assertThat(filters.id()).isEmpty();
        assertThat(filters.identifier()).contains("org.taktik.icure.datafilters");
        assertThat(filters.declaredType()).contains(ValueType.JSON);
        assertThat(filters.value()).contains(new TypedValue.JsonValue("{}"));
        Property secret = user.properties().get(1);
        assertThat(secret.id()).contains("c0ffee00-0000-4000-8000-000000000003");
        assertThat(secret.value()).isEmpty();
        assertThat(secret.encryptedSelf()).contains("AAECAwQFBgcICQoLDA0ODw==");
    }

    @Test
    void readsAnInvitedPatient() {
        User user = UserDocuments.read(Examples.G2_INVITED);

        assertThat(user.identifiers()).isEqualTo(LoginIdentifiers.email("marc.specter@example.org"));
        assertThat(user.dataOwner()).isEqualTo(DataOwner.patient("d2a7f0c4-91a0-4d2e-8f6f-7e9b0c1d2e04"));
        assertThat(user.credentials().passwordHash()).isEmpty();
        assertThat(user.credentials().source()).isEmpty();
        assertThat(user.credentials().secondFactor()).isEqualTo(SecondFactor.off());
        AuthenticationToken invitation =
                user.tokens().named("6c1b0a86-93b3-4d3f-9d47-1f5a7e8b9c04").orElseThrow();
        assertThat(invitation.validity()).isEqualTo(TokenValidity.seconds(172_800));
    }

    @Test
    void readsTheCurrentGeneration() {
        User user = UserDocuments.read(Examples.G3_FULL);

        assertThat(user.profile().externalIdentifiers()).singleElement().satisfies(identifier -> {
            assertThat(identifier.system())
                    .contains("https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/nihdi");
            assertThat(identifier.value()).contains("10000000001");
            assertThat(identifier.use()).contains("official");
        });
        assertThat(user.properties())
                .containsExactly(
                        Property.of("org.example.quotaBytes", new TypedValue.IntegerValue(5368709120L)),
                        Property.of(
                                "org.example.lastExport",
                                new TypedValue.DateValue(Instant.ofEpochMilli(1738000000000L))));
        assertThat(user.authorization().roles())
                .containsExactly("BASIC_USER", "BASIC_DATA_OWNER", "PATIENT_USER_MANAGER");
        assertThat(user.authorization().permissions())
                .containsExactly(Permission.granting(
                                PermissionType.HCP, PermissionType.PHYSICIAN, PermissionType.LEGACY_DATA_VIEW)
                        .withRevoke(PermissionItem.always(PermissionType.FINANCIAL_CHANGE_DELETE)));
        assertThat(user.autoDelegations().delegates(DelegationTag.ALL))
                .containsExactly(new DataOwnerId("b1d6a2aa-4c40-4a3c-8a12-6e5f2f0e0a17"));
        assertThat(user.tokens().named("elevated").orElseThrow().validity().isShortLived())
                .isTrue();
        assertThat(user.unknownMembers().isEmpty()).isTrue();
    }

    @Test
    void readsAUserWithNothingButAPhone() {
        User user = UserDocuments.read(Examples.G3_MINIMAL);

        assertThat(user.identifiers().login()).contains("+32470000007");
        assertThat(user.identifiers().mobilePhone()).contains("+32470000007");
        assertThat(user.identifiers().email()).isEmpty();
        assertThat(user.unknownMembers().isEmpty()).isTrue();
    }

    @Test
    void readsASoftDeletion() {
        User user = UserDocuments.read(Examples.G3_DELETED);

        assertThat(user.lifecycle().deleted()).contains(Instant.ofEpochMilli(1740000000000L));
        assertThat(user.lifecycle().status()).contains(UserStatus.ACTIVE);
        assertThat(user.isDeleted()).isTrue();
    }

    @Test
    void readsADeviceOfANewerWriter() {
        User user = UserDocuments.read(Examples.G3_UNKNOWN_FIELDS);

        assertThat(user.dataOwner()).isEqualTo(DataOwner.device("e3b8c1d5-02b1-4e3f-9a70-8fac1d2e3f09"));
        assertThat(user.lifecycle().status()).contains(UserStatus.REGISTERING);
        assertThat(user.properties().get(0).value()).contains(new TypedValue.StringValue("4.1.0"));
        assertThat(user.unknownMembers().jsonByName())
                .containsEntry("x-site", "{\"ward\":3,\"tags\":[\"a\",\"b\",null,1.5,12345678901234567890]}")
                .containsEntry("locale", "\"nl-BE\"");
        assertThat(user.authorization().permissions().get(0).unknownMembers().jsonByName())
                .containsEntry("note", "\"added by a newer writer\"");
        assertThat(user.tokens()
                        .named("provisioning")
                        .orElseThrow()
                        .unknownMembers()
                        .jsonByName())
                .isEqualTo(java.util.Map.of("issuedBy", "\"" + ID + "6\""));
        assertThat(Optional.of(user.authorization()
                        .permissions()
                        .get(0)
                        .grants()
                        .get(0)
                        .unknownMembers()))
                .map(unknown -> unknown.jsonByName().get("futureScope"))
                .contains("\"ward-3\"");
    }
}

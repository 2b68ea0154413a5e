package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationSweep;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.invitation.InviteResult;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.application.invitation.RevokeInvitationResult;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.application.user.PurgeResult;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.access.UserPolicy;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.ContactDetails;
import io.keyholder.domain.invitation.ContactDetails.Place;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.CriterionAttributes;
import io.keyholder.domain.permission.Operator;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.permission.ValidityInterval;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.ExternalIdentifier;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.testkit.sample.CollectingInvitationSender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The snippets of the manual about permissions and about the life of users and invitations, compiled and run. */
class ManualLifeTest {
    private final CollectingInvitationSender sender = new CollectingInvitationSender();
    private final InvitationOptions sending =
            new InvitationOptions(sender, InvitationTexts.plain(new Contact.Email("practice@example.org")));

    @Test
    void permissions() {
        try (Keyholder keyholder = open(KeyholderOptions.of(Clock.systemUTC()))) {
            UserId ada = create(keyholder);
            Instant endOfYear = Instant.parse("2999-01-01T00:00:00Z");

            Permission ofWard3 = Permission.granting(PermissionType.PATIENT_VIEW)
                    .withGrant(PermissionItem.when(
                                    PermissionType.MEDICAL_DATA_VIEW,
                                    new Predicate.KeyValue("ward", Operator.EQUAL, AttributeValue.of("3")))
                            .during(new ValidityInterval(Optional.empty(), Optional.of(endOfYear))))
                    .withRevoke(PermissionItem.always(PermissionType.PATIENT_CHANGE_DELETE));
            ModifyResult permitted = keyholder
                    .users()
                    .modify(
                            Actor.host(),
                            ada,
                            user -> user.withAuthorization(user.authorization().with(ofWard3)));

            assertThat(permitted.isModified()).isTrue();
            Attributes ward = new Attributes(Map.of("ward", AttributeValue.of("3")));
            assertThat(isGranted(keyholder, ada, PermissionType.MEDICAL_DATA_VIEW, ward))
                    .isTrue();
            assertThat(isGranted(keyholder, ada, PermissionType.MEDICAL_DATA_VIEW, Attributes.NONE))
                    .isFalse();
        }
    }

    @Test
    void rolesAndPolicy() {
        RoleCatalogue roles = role -> role.equals("NURSE")
                ? List.of(Permission.granting(PermissionType.PATIENT_VIEW, PermissionType.HCP))
                : List.of();
        UserPolicy policy = request -> request.action() == UserAction.EXPORT_PERSON
                ? Optional.of(Refusal.of(request.action(), Refusal.Reason.HOST_ONLY))
                : UserPolicy.standard().judge(request);
        KeyholderOptions options =
                KeyholderOptions.of(Clock.systemUTC()).withRoles(roles).withUserPolicy(policy);

        try (Keyholder keyholder = open(options)) {
            UserId ada = create(keyholder);
            keyholder
                    .users()
                    .modify(
                            Actor.host(),
                            ada,
                            user -> user.withAuthorization(user.authorization().withRoles(Set.of("NURSE"))));
            assertThat(isGranted(keyholder, ada, PermissionType.PATIENT_VIEW, Attributes.NONE))
                    .isTrue();
        }
    }

    @Test
    void firstGeneration() {
        try (Keyholder keyholder = open(KeyholderOptions.of(Clock.systemUTC()))) {
            User imported = UserDocuments.read("""
                    {"_id":"veteran","login":"veteran","permissions":[{"grant":32,"revoke":0,"criteria":[
                        {"currentUser":"PATIENT_HC_TEAM_USER","negative":false},{"dataType":"HEALTH"}]}]}""");
            UserId veteran = imported.id();
            keyholder.users().importUsers(Actor.host(), List.of(imported).iterator(), outcome -> {});

            Attributes ofTheTeam = new Attributes(Map.of(
                    CriterionAttributes.IS_PATIENT_TEAM, AttributeValue.of(true),
                    CriterionAttributes.DATA_TYPE, AttributeValue.of("HEALTH")));
            boolean mayRead = keyholder
                    .permissions()
                    .decide(Actor.host(), veteran, PermissionType.MEDICAL_DATA_VIEW, ofTheTeam)
                    .orElseThrow()
                    .orElseThrow()
                    .decision()
                    .isGranted();

            assertThat(mayRead).isTrue();
            assertThat(isGranted(keyholder, veteran, PermissionType.MEDICAL_DATA_VIEW, Attributes.NONE))
                    .isFalse();
        }
    }

    @Test
    void comingAndGoing() {
        try (Keyholder keyholder = open(KeyholderOptions.of(Clock.systemUTC()))) {
            UserId ada = create(keyholder);

            keyholder.users().disable(Actor.host(), ada);
            keyholder.users().enable(Actor.host(), ada);
            keyholder.users().softDelete(Actor.host(), ada);
            ModifyResult back = keyholder.users().undelete(Actor.host(), ada);
            keyholder.users().softDelete(Actor.host(), ada);
            PurgeResult gone = keyholder.users().purge(Actor.host(), ada);

            assertThat(back.isModified()).isTrue();
            assertThat(gone).isInstanceOf(PurgeResult.Purged.class);
        }
    }

    @Test
    void businessIdentifiers() {
        try (Keyholder keyholder = open(KeyholderOptions.of(Clock.systemUTC()))) {
            UserId ada = create(keyholder);
            ExternalIdentifier number = new ExternalIdentifier(
                    Optional.of("https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin"),
                    Optional.of("85073003328"),
                    Optional.of("official"),
                    PreservedJson.NONE);
            keyholder
                    .users()
                    .modify(
                            Actor.host(),
                            ada,
                            user -> user.withProfile(new Profile(Optional.empty(), Optional.empty(), List.of(number))));

            List<User> bearers = keyholder
                    .users()
                    .search(
                            Actor.host(),
                            new UserFilter.WithExternalId(Optional.empty(), "85073003328"),
                            PageRequest.first(2))
                    .orElseThrow();

            assertThat(bearers).extracting(User::id).containsExactly(ada);
        }
    }

    @Test
    void invitationsUnderWay() {
        try (Keyholder keyholder = open(KeyholderOptions.of(Clock.systemUTC()).withInvitations(sending))) {
            InviteResult.Sent sent = (InviteResult.Sent) keyholder
                    .invitations()
                    .invite(
                            Actor.host(),
                            NewInvitation.of(
                                    DataOwner.patient("mary"),
                                    ContactDetails.NONE.with(Place.HOME, Contact.email("mary@example.org"))));
            UserId mary = sent.invitation().user();

            List<Invitation> waiting = keyholder
                    .invitations()
                    .open(Actor.host(), InvitationPageRequest.first(50))
                    .orElseThrow();
            InviteResult again = keyholder.invitations().resend(Actor.host(), mary);
            RevokeInvitationResult takenBack = keyholder.invitations().revoke(Actor.host(), mary);
            InvitationSweep swept = keyholder
                    .invitations()
                    .sweep(Actor.host(), Duration.ofDays(30))
                    .orElseThrow();

            assertThat(waiting).hasSize(1);
            assertThat(again).isInstanceOf(InviteResult.Sent.class);
            assertThat(takenBack).isInstanceOf(RevokeInvitationResult.Revoked.class);
            assertThat(swept.toString()).isNotEmpty();
        }
    }

    private static boolean isGranted(Keyholder keyholder, UserId id, PermissionType type, Attributes attributes) {
        return keyholder
                .permissions()
                .decide(Actor.host(), id, type, attributes)
                .orElseThrow()
                .orElseThrow()
                .decision()
                .isGranted();
    }

    private static UserId create(Keyholder keyholder) {
        return ((CreateResult.Created)
                        keyholder.users().create(Actor.host(), NewUser.of(LoginIdentifiers.login("ada"))))
                .user()
                .id();
    }

    private static Keyholder open(KeyholderOptions options) {
        return Keyholder.open(
                MapStorage.create(),
                BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(4)),
                options);
    }
}

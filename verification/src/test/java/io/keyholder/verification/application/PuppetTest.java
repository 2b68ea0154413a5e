package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.access.Limits;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.invitation.InviteResult;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.application.key.KeyChangeResult;
import io.keyholder.application.key.PossessionChallenge;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal.Reason;
import io.keyholder.domain.access.UserLimits;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.PossessionProof;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.sample.CollectingInvitationSender;
import io.keyholder.testkit.sample.TestKeyPairs;
import io.keyholder.verification.crypto.CryptoWithReadyKeys;
import io.keyholder.verification.store.InterferedStorage;
import io.keyholder.verification.store.TestStore;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SECURITY case 32 over every store: no user reaches the keys of a data owner by making another that stands for it. */
class PuppetTest {
    private static final DataOwnerId OWNER = new DataOwnerId("patient-1");
    private static final DataOwner PATIENT = DataOwner.patient("patient-1");
    private static final Contact MARYS = Contact.email("mary@example.org");
    private static final Contact DOCTORS = Contact.email("doctor@example.org");

    @ParameterizedTest
    @EnumSource
    void makesNoSecondUserOfADataOwner(TestStore store) {
        try (Practice practice = new Practice(store)) {
            UserId mary =
                    practice.user("mary", user -> user.withDataOwner(PATIENT).withoutKeyPair());
            assertForbidden(practice.puppet(practice.doctor));
            assertForbidden(practice.invite(practice.doctor, DOCTORS));
            practice.keyholder.users().softDelete(practice.doctor, mary);
            assertForbidden(practice.puppet(practice.doctor));
            assertForbidden(practice.invite(practice.doctor, DOCTORS));
            assertThat(practice.puppet(practice.chief)).isInstanceOf(CreateResult.Created.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesNoUserOfADataOwnerThatHasKeys(TestStore store) {
        try (Practice practice = new Practice(store)) {
            practice.keyholder
                    .keys()
                    .register(Actor.host(), OWNER, TestKeyPairs.mary().publicKey());
            assertForbidden(practice.puppet(practice.doctor));
            assertForbidden(practice.invite(practice.doctor, DOCTORS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesTheFirstUserOfADataOwner(TestStore store) {
        try (Practice practice = new Practice(store)) {
            assertThat(practice.puppet(practice.doctor)).isInstanceOf(CreateResult.Created.class);
            assertForbidden(practice.puppet(practice.doctor));
        }
    }

    /** The message that did not leave is sent again to the same contact, and to no other. */
    @ParameterizedTest
    @EnumSource
    void divertsNoInvitation(TestStore store) {
        try (Practice practice = new Practice(store)) {
            practice.sender.failNext(SendFailure.UNREACHABLE);
            InviteResult first = practice.invite(practice.doctor, MARYS);
            assertThat(first).isInstanceOf(InviteResult.NotSent.class);
            assertThat(practice.invite(practice.doctor, MARYS)).isInstanceOf(InviteResult.Sent.class);
            UserId mary = ((InviteResult.NotSent) first).user().id();
            practice.keyholder
                    .users()
                    .modify(
                            practice.doctor,
                            mary,
                            user -> user.withIdentifiers(user.identifiers().withEmail(DOCTORS.value())));
            assertForbidden(practice.invite(practice.doctor, DOCTORS));
            assertThat(practice.sender.sent())
                    .allSatisfy(message -> assertThat(message.to()).isEqualTo(MARYS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void revokesOnlyWhatItProvesUnlessItIsAnAdministrator(TestStore store) {
        try (Practice practice = new Practice(store)) {
            practice.user("mary", user -> user.withDataOwner(PATIENT).withProvenKey(practice.proven()));
            Actor mary = practice.actor("mary");
            KeyChangeResult refused = practice.keyholder
                    .keys()
                    .revoke(mary, OWNER, TestKeyPairs.mary().publicKey().fingerprint());
            assertThat(refused)
                    .isInstanceOfSatisfying(
                            KeyChangeResult.Forbidden.class,
                            forbidden ->
                                    assertThat(forbidden.refusal().reason()).isEqualTo(Reason.OLD_SECRET_NEEDED));
            assertThat(practice.trusted()).isOne();
            assertThat(practice.keyholder.keys().revoke(practice.doctor, practice.provenToRevoke()))
                    .isInstanceOf(KeyChangeResult.Forbidden.class);
            assertThat(practice.keyholder.keys().revoke(mary, practice.provenToRevoke()))
                    .isInstanceOf(KeyChangeResult.Changed.class);
            assertThat(practice.trusted()).isZero();
            practice.keyholder.keys().registerProven(mary, practice.proven());
            practice.keyholder
                    .keys()
                    .vouch(
                            practice.chief,
                            OWNER,
                            TestKeyPairs.mary().publicKey().fingerprint());
            assertThat(practice.trusted()).as("for good").isZero();
        }
    }

    /** Two that stand for one data owner may race to be first, so neither is without an administrator's word. */
    @ParameterizedTest
    @EnumSource
    void trustsNoFirstKeyOfOneOfTwo(TestStore store) {
        try (Practice practice = new Practice(store)) {
            practice.user("mary", user -> user.withDataOwner(PATIENT).withoutKeyPair());
            practice.user("puppet", user -> user.withDataOwner(PATIENT).withoutKeyPair());
            Actor puppet = practice.actor("puppet");
            practice.keyholder.keys().registerProven(puppet, practice.proven());
            practice.keyholder
                    .keys()
                    .createInOneStep(puppet, OWNER)
                    .orElseThrow()
                    .privateKey()
                    .close();
            practice.keyholder
                    .keys()
                    .confirmReceipt(
                            puppet, OWNER, TestKeyPairs.mary().publicKey().fingerprint());
            assertThat(practice.trusted()).isZero();
            practice.keyholder
                    .keys()
                    .vouch(
                            practice.chief,
                            OWNER,
                            TestKeyPairs.mary().publicKey().fingerprint());
            assertThat(practice.trusted()).isOne();
        }
    }

    /** Of two that are made at the same moment, neither is trusted on the word of a professional. */
    @ParameterizedTest
    @EnumSource
    void trustsNoFirstKeyOfOneOfTwoThatAreMadeAtOnce(TestStore store) {
        try (Practice practice = new Practice(store)) {
            practice.store.beforeTheNextUserWrite(() ->
                    practice.user("mary", user -> user.withDataOwner(PATIENT).withoutKeyPair()));
            assertThat(practice.puppet(practice.doctor)).isInstanceOf(CreateResult.Created.class);
            assertThat(practice.trusted()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesNoUserWithAKeyTooMany(TestStore store) {
        try (Practice practice = new Practice(store)) {
            practice.keyholder
                    .keys()
                    .register(Actor.host(), OWNER, TestKeyPairs.mary().publicKey());
            CreateResult refused = practice.puppet(practice.chief);
            assertThat(refused)
                    .isInstanceOfSatisfying(
                            CreateResult.Forbidden.class,
                            forbidden ->
                                    assertThat(forbidden.refusal().reason()).isEqualTo(Reason.LIMIT_EXCEEDED));
        }
    }

    private static void assertForbidden(CreateResult result) {
        assertThat(result).isInstanceOf(CreateResult.Forbidden.class);
    }

    private static void assertForbidden(InviteResult result) {
        assertThat(result).isInstanceOf(InviteResult.Forbidden.class);
    }

    /** A doctor, an administrator and the users that they make. */
    private static final class Practice implements AutoCloseable {
        private final CryptoWithReadyKeys crypto = new CryptoWithReadyKeys();
        private final CollectingInvitationSender sender = new CollectingInvitationSender();
        private final StorageSandbox sandbox;
        private final InterferedStorage store;
        private final Keyholder keyholder;
        private final Actor doctor;
        private final Actor chief;

        Practice(TestStore kind) {
            sandbox = kind.newSandbox();
            store = new InterferedStorage(sandbox.open());
            keyholder = Keyholder.open(
                    store,
                    crypto,
                    KeyholderOptions.of(Clock.systemUTC())
                            .withLimits(new Limits(UserLimits.OF_ONESELF, UserLimits.OF_OTHERS.withKeys(1)))
                            .withInvitations(new InvitationOptions(
                                    sender, InvitationTexts.plain(new Contact.Email("practice@example.org")))));
            user(
                    "doctor",
                    made -> made.with(user -> user.withAuthorization(
                            user.authorization().with(Permission.granting(PermissionType.HCP)))));
            user("chief", NewUser::asAdministrator);
            doctor = actor("doctor");
            chief = actor("chief");
        }

        UserId user(String login, UnaryOperator<NewUser> shape) {
            try (Password password = Password.of("correct horse battery")) {
                return ((CreateResult.Created) keyholder
                                .users()
                                .create(
                                        Actor.host(),
                                        shape.apply(NewUser.of(LoginIdentifiers.login(login))
                                                .withPassword(password))))
                        .user()
                        .id();
            }
        }

        Actor actor(String login) {
            try (Password password = Password.of("correct horse battery")) {
                return ((LogInResult.Accepted) keyholder.logIn(login, password)).actor();
            }
        }

        CreateResult puppet(Actor actor) {
            return keyholder
                    .users()
                    .create(
                            actor,
                            NewUser.of(LoginIdentifiers.login("puppet"))
                                    .withDataOwner(PATIENT)
                                    .withKeyInOneStep());
        }

        InviteResult invite(Actor actor, Contact contact) {
            return keyholder.invitations().invite(actor, NewInvitation.of(PATIENT, contact));
        }

        long trusted() {
            return keyholder.keys().publicKeysOf(OWNER).stream()
                    .filter(RegisteredKey::isTrusted)
                    .count();
        }

        ProvenKey proven() {
            return proven(keyholder
                    .keys()
                    .challengeToRegister(OWNER, TestKeyPairs.mary().publicKey()));
        }

        ProvenKey provenToRevoke() {
            return proven(keyholder
                    .keys()
                    .challengeToRevoke(OWNER, TestKeyPairs.mary().publicKey()));
        }

        private ProvenKey proven(PossessionChallenge challenge) {
            EncryptionKeyPair pair = TestKeyPairs.mary();
            try (challenge;
                    ContentKey secret = crypto.contentKeyWrapper().unwrap(challenge.encrypted(), pair)) {
                return challenge
                        .prove(PossessionProof.of(secret, challenge.purpose()))
                        .orElseThrow();
            }
        }

        @Override
        public void close() {
            keyholder.close();
            sandbox.close();
        }
    }
}

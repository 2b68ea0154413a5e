package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.invitation.AcceptResult;
import io.keyholder.application.invitation.InvitationAcceptance;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.invitation.InviteResult;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.application.key.KeyChangeResult;
import io.keyholder.application.key.NewKey;
import io.keyholder.application.key.PossessionChallenge;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.application.key.SealResult;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.PossessionProof;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.ports.Storage;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.sample.CollectingInvitationSender;
import io.keyholder.testkit.sample.TestKeyPairs;
import io.keyholder.verification.crypto.CryptoWithReadyKeys;
import io.keyholder.verification.store.InterferedStorage;
import io.keyholder.verification.store.TestStore;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SECURITY cases 34 and 36 over every store, for every kind of first key. */
class FirstKeyTest {
    private static final DataOwnerId OWNER = new DataOwnerId("patient-1");
    private static final DataOwner PATIENT = DataOwner.patient("patient-1");
    private static final Password PASSWORD = Password.of("lamp ferry walnut 17");
    private static final Pattern SECRET = Pattern.compile("kht1\\.[A-Za-z0-9_.-]+");

    /** Where a first key comes from. */
    private enum Kind {
        MADE,
        MADE_IN_ONE_STEP,
        OF_CLIENT,
        PROVEN
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoKeyOfAUserWhoIsRefused(TestStore store) {
        try (Practice practice = new Practice(store)) {
            practice.first.users().create(Actor.host(), NewUser.of(LoginIdentifiers.login("mary")));
            for (Kind kind : Kind.values()) {
                assertThat(practice.create(kind)).isInstanceOf(CreateResult.IdentifierTaken.class);
                assertThat(practice.keys()).as(kind.name()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoKeyOfAUserOfWhomTheStoreSaysNothing(TestStore store) {
        try (Practice practice = new Practice(store)) {
            for (Kind kind : Kind.values()) {
                practice.store.beforeTheNextUserWrite(Practice::fail);
                assertThatThrownBy(() -> practice.create(kind)).isInstanceOf(StoreUnavailableException.class);
                assertThat(practice.keys()).as(kind.name()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoKeyOfAnInvitationThatIsRevokedAtTheSameMoment(TestStore store) {
        for (Kind kind : Kind.values()) {
            try (Practice practice = new Practice(store)) {
                InviteResult.Sent sent = practice.invite();
                practice.store.beforeTheNextUserWrite(() -> practice.second
                        .invitations()
                        .revoke(Actor.host(), sent.user().id()));
                assertThat(practice.accept(kind)).isInstanceOf(AcceptResult.NoLongerOpen.class);
                assertThat(practice.keys()).as(kind.name()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoKeyOfAnAcceptanceThatTheStoreFailed(TestStore store) {
        for (Kind kind : Kind.values()) {
            try (Practice practice = new Practice(store)) {
                practice.invite();
                practice.store.beforeTheNextUserWrite(Practice::fail);
                assertThatThrownBy(() -> practice.accept(kind)).isInstanceOf(StoreUnavailableException.class);
                assertThat(practice.keys()).as(kind.name()).isEmpty();
            }
        }
    }

    /** While the user is not stored, nothing is sealed for its key, whatever its kind. */
    @ParameterizedTest
    @EnumSource
    void trustsNoKeyBeforeTheUserIsStored(TestStore store) {
        for (Kind kind : Kind.values()) {
            try (Practice practice = new Practice(store)) {
                practice.store.beforeTheNextUserWrite(
                        () -> assertThat(practice.keys()).isNotEmpty().noneMatch(RegisteredKey::isTrusted));
                assertThat(practice.create(kind)).isInstanceOf(CreateResult.Created.class);
                assertThat(practice.keys())
                        .extracting(RegisteredKey::isTrusted)
                        .as(kind.name())
                        .containsExactly(kind == Kind.MADE_IN_ONE_STEP || kind == Kind.PROVEN);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sealsForNoKeyThatWasLostOnItsWay(TestStore store) {
        try (Practice practice = new Practice(store)) {
            CreateResult.Created created = (CreateResult.Created) practice.create(Kind.MADE);
            try (PrivateKeyHandover lost = created.privateKey().orElseThrow()) {
                assertThatThrownBy(lost::confirmReceipt).isInstanceOf(IllegalStateException.class);
                lost.takeKey().close();
            }
            assertThat(practice.seal()).isInstanceOf(SealResult.NoTrustedKey.class);

            NewKey second = practice.first.keys().create(Actor.host(), OWNER).orElseThrow();
            second.privateKey().takeKey().close();
            assertThat(practice.seal()).isInstanceOf(SealResult.NoTrustedKey.class);
            second.privateKey().confirmReceipt();
            second.privateKey().confirmReceipt();
            assertThat(practice.seal()).isInstanceOf(SealResult.Sealed.class);
            assertThat(practice.keys())
                    .filteredOn(RegisteredKey::isTrusted)
                    .extracting(RegisteredKey::publicKey)
                    .containsExactly(second.registered().publicKey());
        }
    }

    @ParameterizedTest
    @EnumSource
    void confirmsTheFirstKeyOnlyAndFromAnotherProcessToo(TestStore store) {
        try (Practice practice = new Practice(store)) {
            NewKey first = practice.first.keys().create(Actor.host(), OWNER).orElseThrow();
            NewKey second = practice.first.keys().create(Actor.host(), OWNER).orElseThrow();
            assertThat(practice.confirm(first)).isInstanceOf(KeyChangeResult.Changed.class);
            assertThat(practice.confirm(second)).isInstanceOf(KeyChangeResult.Changed.class);
            assertThat(practice.keys())
                    .filteredOn(RegisteredKey::isTrusted)
                    .extracting(RegisteredKey::publicKey)
                    .containsExactly(first.registered().publicKey());
            assertThat(practice.second
                            .keys()
                            .confirmReceipt(
                                    Actor.host(),
                                    new DataOwnerId("patient-2"),
                                    first.registered().publicKey().fingerprint()))
                    .isInstanceOf(KeyChangeResult.NotRegistered.class);
        }
    }

    /** Two hosts over one store. */
    private static final class Practice implements AutoCloseable {
        private final CryptoWithReadyKeys crypto = new CryptoWithReadyKeys();
        private final CollectingInvitationSender sender = new CollectingInvitationSender();
        private final StorageSandbox sandbox;
        private final InterferedStorage store;
        private final Storage other;
        private final Keyholder first;
        private final Keyholder second;

        Practice(TestStore kind) {
            sandbox = kind.newSandbox();
            store = new InterferedStorage(sandbox.open());
            other = sandbox.open();
            KeyholderOptions options = KeyholderOptions.of(Clock.systemUTC())
                    .withInvitations(new InvitationOptions(
                            sender, InvitationTexts.plain(new Contact.Email("practice@example.org"))));
            first = Keyholder.open(store, crypto, options);
            second = Keyholder.open(other, crypto, options);
        }

        static void fail() {
            throw new StoreUnavailableException("no answer", null);
        }

        List<RegisteredKey> keys() {
            return second.keys().publicKeysOf(OWNER);
        }

        SealResult seal() {
            return second.sealing().seal(new byte[] {1}, List.of(OWNER), new SealingContext("note"));
        }

        KeyChangeResult confirm(NewKey key) {
            return second.keys()
                    .confirmReceipt(
                            Actor.host(), OWNER, key.registered().publicKey().fingerprint());
        }

        CreateResult create(Kind kind) {
            NewUser user = NewUser.of(LoginIdentifiers.login("mary")).withDataOwner(PATIENT);
            return first.users()
                    .create(
                            Actor.host(),
                            switch (kind) {
                                case MADE -> user;
                                case MADE_IN_ONE_STEP -> user.withKeyInOneStep();
                                case OF_CLIENT ->
                                    user.withPublicKey(TestKeyPairs.mary().publicKey());
                                case PROVEN -> user.withProvenKey(proven());
                            });
        }

        InviteResult.Sent invite() {
            return (InviteResult.Sent) first.invitations()
                    .invite(Actor.host(), NewInvitation.of(PATIENT, Contact.email("mary@example.org")));
        }

        AcceptResult accept(Kind kind) {
            Matcher matcher = SECRET.matcher(((InvitationMessage.Email) sender.last()).text());
            assertThat(matcher.find()).isTrue();
            try (Password secret = Password.of(matcher.group())) {
                InvitationAcceptance acceptance = InvitationAcceptance.of(secret, PASSWORD);
                return first.invitations()
                        .accept(
                                switch (kind) {
                                    case MADE -> acceptance;
                                    case MADE_IN_ONE_STEP -> acceptance.withKeyInOneStep();
                                    case OF_CLIENT ->
                                        acceptance.withPublicKey(
                                                TestKeyPairs.mary().publicKey());
                                    case PROVEN -> acceptance.withProvenKey(proven());
                                });
            }
        }

        private ProvenKey proven() {
            EncryptionKeyPair pair = TestKeyPairs.mary();
            try (PossessionChallenge challenge = first.keys().challengeToRegister(OWNER, pair.publicKey());
                    ContentKey secret = crypto.contentKeyWrapper().unwrap(challenge.encrypted(), pair)) {
                return challenge
                        .prove(PossessionProof.of(secret, challenge.purpose()))
                        .orElseThrow();
            }
        }

        @Override
        public void close() {
            first.close();
            second.close();
            sandbox.close();
        }
    }
}

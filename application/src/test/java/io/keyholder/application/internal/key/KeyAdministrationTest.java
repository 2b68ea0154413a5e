package io.keyholder.application.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.Fixture;
import io.keyholder.application.Keyholder;
import io.keyholder.application.access.Answer;
import io.keyholder.application.key.KeyChangeResult;
import io.keyholder.application.key.KeyImportResult;
import io.keyholder.application.key.NewKey;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal.Reason;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.keys.PrivateKeyFiles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyAdministrationTest {
    private static final DataOwnerId OWNER = new DataOwnerId("patient-1");

    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;
    private Actor ada = Actor.host();
    private Actor doctor = Actor.host();
    private Actor admin = Actor.host();

    @BeforeEach
    void createThePeople() {
        ada = actor(fixture.user(
                "ada",
                user -> user.withDataOwner(DataOwner.patient("patient-1")).withoutKeyPair()));
        doctor = actor(fixture.user("doctor"));
        admin = actor(fixture.user("admin", NewUser::asAdministrator));
    }

    @Test
    void makesAFirstPairThatIsSealedForAtOnce() {
        try (PrivateKeyHandover handover =
                keyholder.keys().createInOneStep(ada, OWNER).orElseThrow().privateKey()) {
            assertThat(only())
                    .isEqualTo(new RegisteredKey(OWNER, handover.publicKey(), Fixture.NOW_IN_MILLIS)
                            .vouchedFor(new Endorsement("keyholder", Fixture.NOW_IN_MILLIS)));
        }
    }

    @Test
    void makesALaterPairThatNeedsSomebodysWord() {
        keyholder.keys().createInOneStep(ada, OWNER).orElseThrow().privateKey().close();
        keyholder.keys().revoke(admin, OWNER, only().publicKey().fingerprint());

        NewKey second = keyholder.keys().createInOneStep(ada, OWNER).orElseThrow();

        assertThat(second.registered().isTrusted()).isFalse();
    }

    @Test
    void wipesThePairWhenTheDirectoryFails() {
        fixture.storage.close();

        assertThatThrownBy(() -> keyholder.keys().createInOneStep(Actor.host(), OWNER))
                .isNotNull();
        assertThat(fixture.crypto.privateKeys())
                .allSatisfy(key -> assertThatThrownBy(key::pkcs8).isInstanceOf(IllegalStateException.class));
    }

    @Test
    void registersAKeyForWhichNobodyVouches() {
        KeyChangeResult result = keyholder.keys().register(ada, OWNER, key(1));

        assertThat(result).isEqualTo(new KeyChangeResult.Changed(only()));
        assertThat(only().isTrusted()).isFalse();
    }

    @Test
    void recordsTheActorsWord() {
        keyholder.keys().register(ada, OWNER, key(1));

        keyholder.keys().vouch(admin, OWNER, key(1).fingerprint());

        assertThat(only().vouch())
                .contains(new Endorsement("user:" + admin.userId().orElseThrow().value(), Fixture.NOW_IN_MILLIS));
    }

    @Test
    void letsTheHostVouchAndRevoke() {
        keyholder.keys().register(Actor.host(), OWNER, key(1));
        keyholder.keys().vouch(Actor.host(), OWNER, key(1).fingerprint());
        keyholder.keys().revoke(Actor.host(), OWNER, key(1).fingerprint());

        assertThat(only().vouch()).contains(new Endorsement("host", Fixture.NOW_IN_MILLIS));
        assertThat(only().revoked()).contains(Fixture.NOW_IN_MILLIS);
    }

    @Test
    void letsNobodyVouchForItself() {
        keyholder.keys().register(ada, OWNER, key(1));

        assertRefused(keyholder.keys().vouch(ada, OWNER, key(1).fingerprint()), Reason.OLD_SECRET_NEEDED);
        assertThat(only().isTrusted()).isFalse();
    }

    @Test
    void letsNobodyTouchTheKeysOfOthers() {
        keyholder.keys().register(ada, OWNER, key(1));
        Fingerprint fingerprint = key(1).fingerprint();

        assertRefused(keyholder.keys().register(doctor, OWNER, key(2)), Reason.PERMISSION_MISSING);
        assertRefused(keyholder.keys().vouch(doctor, OWNER, fingerprint), Reason.PERMISSION_MISSING);
        assertRefused(keyholder.keys().revoke(doctor, OWNER, fingerprint), Reason.PERMISSION_MISSING);
        assertThat(keyholder.keys().createInOneStep(doctor, OWNER)).isInstanceOf(Answer.Forbidden.class);
        assertThat(only().revoked()).isEmpty();
    }

    @Test
    void wantsMoreThanATokenForKeys() {
        Actor weak = Actor.LoggedIn.by(
                fixture.stored(ada.userId().orElseThrow()),
                ProofStrength.LONG_LIVED_TOKEN,
                TokenScope.unrestricted(),
                Optional.empty(),
                Optional.empty(),
                Fixture.NOW_IN_MILLIS);

        assertRefused(keyholder.keys().register(weak, OWNER, key(1)), Reason.PROOF_TOO_WEAK);
    }

    @Test
    void saysThatThereIsNoSuchKey() {
        assertThat(keyholder.keys().vouch(admin, OWNER, key(1).fingerprint()))
                .isEqualTo(new KeyChangeResult.NotRegistered());
        assertThat(keyholder.keys().revoke(admin, OWNER, key(1).fingerprint()))
                .isEqualTo(new KeyChangeResult.NotRegistered());
    }

    /** FORMATS section 9: one key is never used with both digests, whoever's it is. */
    @Test
    void refusesOneKeyForTwoPaddings() {
        keyholder.keys().register(ada, OWNER, key(1));
        EncryptionPublicKey otherPadding = EncryptionPublicKey.ofSpki(key(1).spki(), KeyPadding.OAEP_SHA1);

        for (DataOwnerId owner : new DataOwnerId[] {OWNER, new DataOwnerId("patient-2")}) {
            assertThatThrownBy(() -> keyholder.keys().register(Actor.host(), owner, otherPadding))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("padding");
        }
        assertThatThrownBy(() -> keyholder
                        .users()
                        .create(
                                Actor.host(),
                                NewUser.of(LoginIdentifiers.login("eve"))
                                        .withDataOwner(DataOwner.patient("patient-3"))
                                        .withPublicKey(otherPadding)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void findsKeysByEveryFormOfFingerprint() {
        keyholder.keys().register(ada, OWNER, key(1));
        Fingerprint fingerprint = key(1).fingerprint();

        assertThat(keyholder.keys().publicKeysWith(fingerprint.v1())).containsExactly(only());
        assertThat(keyholder.keys().publicKeysWith(fingerprint.v2())).containsExactly(only());
        assertThat(keyholder.keys().publicKeysWith(fingerprint.sha256())).containsExactly(only());
    }

    @Test
    void importsTheKeyOfItsOwnerOnly() {
        Password passphrase = Password.of("lamp");
        NewKey made = keyholder.keys().createInOneStep(ada, OWNER).orElseThrow();
        byte[] file = crypto().toUnprotectedIcureHex(made.privateKey().takeKey());

        assertThat(keyholder.keys().importKey(OWNER, file, passphrase)).isInstanceOf(KeyImportResult.Imported.class);
        assertThat(keyholder.keys().importKey(new DataOwnerId("patient-2"), file, passphrase))
                .isEqualTo(new KeyImportResult.WrongOwner(only().publicKey().fingerprint()));
        assertThat(keyholder.keys().importKey(OWNER, bytes("01".repeat(64)), passphrase))
                .as("a key that the owner never had, beside one that it has")
                .isInstanceOf(KeyImportResult.WrongOwner.class);
        assertThat(keyholder.keys().importKey(OWNER, bytes("locked"), passphrase))
                .isEqualTo(new KeyImportResult.WrongPassphrase());
        assertThat(keyholder.keys().importKey(OWNER, bytes("?"), passphrase))
                .isInstanceOf(KeyImportResult.Damaged.class);
    }

    private PrivateKeyFiles crypto() {
        return fixture.crypto.privateKeyFiles();
    }

    private RegisteredKey only() {
        assertThat(keyholder.keys().publicKeysOf(OWNER)).hasSize(1);
        return keyholder.keys().publicKeysOf(OWNER).get(0);
    }

    private static void assertRefused(KeyChangeResult result, Reason reason) {
        assertThat(result).isInstanceOf(KeyChangeResult.Forbidden.class);
        assertThat(((KeyChangeResult.Forbidden) result).refusal().reason()).isEqualTo(reason);
    }

    private static Actor actor(User user) {
        return Actor.LoggedIn.by(
                user,
                ProofStrength.PASSWORD,
                TokenScope.unrestricted(),
                Optional.empty(),
                Optional.empty(),
                Fixture.NOW_IN_MILLIS);
    }

    private static EncryptionPublicKey key(int content) {
        byte[] spki = new byte[294];
        Arrays.fill(spki, (byte) content);
        return EncryptionPublicKey.ofSpki(spki, KeyPadding.OAEP_SHA256);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

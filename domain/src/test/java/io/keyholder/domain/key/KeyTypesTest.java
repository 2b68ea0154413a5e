package io.keyholder.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.PossessionPurpose.Act;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The types of keys: their bounds, their equality, what they show, and that a closed one is of no use. */
class KeyTypesTest {
    private static final DataOwnerId OWNER = new DataOwnerId("hcp-1");
    private static final EncryptionPublicKey KEY = publicKey(1, 32);
    private static final EncryptionPublicKey OTHER = publicKey(2, EncryptionPublicKey.MAX_SIZE_BYTES);
    private static final PossessionPurpose REPLACE = PossessionPurpose.toReplace(OWNER, KEY, OTHER, "practice.example");

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("public key has fewer than 32", () -> publicKey(1, 31)),
                refused("public key has more than 4096", () -> publicKey(1, 4_097)),
                refused("private key is empty", () -> EncryptionPrivateKey.ofPkcs8(new byte[0])),
                refused("private key has more than 16384", () -> EncryptionPrivateKey.ofPkcs8(new byte[16_385])),
                refused("content key has 31 bytes", () -> ContentKey.of(new byte[31])),
                refused("content key has 33 bytes", () -> ContentKey.of(new byte[33])),
                refused("proof has 31 bytes, not 32", () -> PossessionProof.ofBytes(new byte[31])),
                refused("fingerprint is not 64", () -> fingerprint(63, 32, 22)),
                refused("fingerprint v1 is not 32", () -> fingerprint(64, 31, 22)),
                refused("fingerprint v2 is not 22", () -> fingerprint(64, 32, 23)),
                refused("name of a host is empty", () -> PossessionPurpose.toRevoke(OWNER, KEY, "")),
                refused("name of a host has 601", () -> PossessionPurpose.toRevoke(OWNER, KEY, "x".repeat(601))),
                refused("purpose of a proof names a successor, or none", () -> purpose(Act.REPLACE, Optional.empty())),
                refused("purpose of a proof names a successor, or none", () -> purpose(Act.REVOKE, Optional.of(OTHER))),
                refused("purpose of a proof names a key as its own", () -> purpose(Act.REPLACE, Optional.of(KEY))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatCannotBe(String problem, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(InvalidValueException.class).hasMessageStartingWith(problem);
    }

    @Test
    void takesEachBoundItself() {
        assertThat(EncryptionPrivateKey.ofPkcs8(new byte[1]).pkcs8()).hasSize(1);
        assertThat(EncryptionPrivateKey.ofPkcs8(new byte[16_384]).pkcs8()).hasSize(16_384);
        assertThat(List.of(KEY.spki().length, OTHER.spki().length)).containsExactly(32, 4_096);
    }

    @Test
    void secretsAreEqualByTheirBytesAndShowNone() {
        byte[] ones = filled(1);
        byte[] twos = filled(2);
        assertSecret(ContentKey.of(ones), ContentKey.of(ones), ContentKey.of(twos), "ContentKey[hidden]");
        assertSecret(
                EncryptionPrivateKey.ofPkcs8(ones),
                EncryptionPrivateKey.ofPkcs8(ones),
                EncryptionPrivateKey.ofPkcs8(twos),
                "EncryptionPrivateKey[hidden]");
        assertSecret(
                PossessionProof.ofBytes(ones),
                PossessionProof.ofBytes(ones),
                PossessionProof.ofBytes(twos),
                "PossessionProof[hidden]");
        assertSecret(RecoveryKey.of(ones), RecoveryKey.of(ones), RecoveryKey.of(twos), "RecoveryKey[hidden]");
        assertThat(new WipeableBytes("secret", ones)).hasToString("WipeableBytes[hidden]");
    }

    private static void assertSecret(Object secret, Object same, Object other, String shown) {
        assertThat(secret)
                .isEqualTo(same)
                .isNotEqualTo(other)
                .isNotEqualTo(shown)
                .hasToString(shown);
        assertThat(secret.hashCode()).isEqualTo(secret.getClass().hashCode()).isEqualTo(other.hashCode());
    }

    @Test
    void aClosedKeyIsOfNoUseAndEqualsNothing() {
        ContentKey content = ContentKey.of(filled(1));
        content.close();
        content.close();
        assertThatThrownBy(content::bytes)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("content key was closed");
        assertThat(content).isNotEqualTo(ContentKey.of(new byte[32])).isNotEqualTo(ContentKey.of(filled(1)));
        EncryptionKeyPair pair = new EncryptionKeyPair(KEY, EncryptionPrivateKey.ofPkcs8(filled(1)));
        pair.close();
        assertThatThrownBy(() -> pair.privateKey().pkcs8())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("private key was closed");
    }

    @Test
    void wipingOverwritesTheBytesThemselves() {
        WipeableBytes bytes = new WipeableBytes("secret", filled(1));
        byte[] itself = bytes.open();
        bytes.wipe();
        assertThat(itself).containsOnly(0);
    }

    @Test
    void publicKeysHashByTheirBytesAndShowTheirFingerprint() {
        assertThat(KEY.hashCode()).isEqualTo(publicKey(1, 32).hashCode()).isNotEqualTo(OTHER.hashCode());
        assertThat(KEY).hasToString("EncryptionPublicKey[" + KEY.fingerprint().sha256() + ", OAEP_SHA256]");
    }

    /**
     * {@code printf '22:keyholder possession 27:REPLACE5:hcp-1…' | openssl dgst -sha256 -mac hmac -macopt hexkey:01…}.
     */
    @Test
    void aProofIsTheHmacOfEachPartAfterItsLength() {
        String key = "OAEP_SHA256 " + KEY.fingerprint().sha256();
        String other = "OAEP_SHA256 " + OTHER.fingerprint().sha256();
        assertThat(REPLACE.message())
                .isEqualTo(
                        "22:keyholder possession 27:REPLACE5:hcp-176:" + key + "76:" + other + "16:practice.example");
        assertThat(PossessionPurpose.toRegister(OWNER, KEY, "h").message())
                .isEqualTo("22:keyholder possession 28:REGISTER5:hcp-176:" + key + "0:1:h");
        assertThat(HexFormat.of()
                        .formatHex(PossessionProof.of(ContentKey.of(filled(1)), REPLACE)
                                .bytes()))
                .isEqualTo("ed2772f4de024241313d2f85a2062344a567d71c0a2242dd5de2917ea6447e5e");
    }

    @Test
    void aMissingLetterIsMistypedWhateverStandsBetweenGroups() {
        String groups = RecoveryKey.of(filled(1)).reveal();
        String shorter = groups.substring(1).replace("-", " - ");
        assertThat(RecoveryKey.read(shorter)).isEqualTo(new RecoveryKeyReading.Mistyped(List.of(1)));
    }

    @Test
    void aWrongLetterOfBase32IsNamedByItsGroup() {
        char[] letters = RecoveryKey.of(filled(1)).revealForIcure().toCharArray();
        letters[5] = '!';
        letters[51] = '!';
        assertThat(RecoveryKey.read(new String(letters))).isEqualTo(new RecoveryKeyReading.Mistyped(List.of(2, 13)));
    }

    @Test
    void readsNoMoreTextThanALongOne() {
        assertThat(RecoveryKey.read("A".repeat(1_000))).isEqualTo(new RecoveryKeyReading.WrongLength(1_000));
        assertThat(RecoveryKey.read("-".repeat(1_000))).isEqualTo(new RecoveryKeyReading.WrongLength(0));
        assertThat(RecoveryKey.read("-".repeat(1_001))).isEqualTo(new RecoveryKeyReading.WrongLength(1_001));
    }

    private static Arguments refused(String problem, ThrowingCallable making) {
        return Arguments.of(problem, making);
    }

    private static PossessionPurpose purpose(Act act, Optional<EncryptionPublicKey> successor) {
        return new PossessionPurpose(act, OWNER, KEY, successor, "h");
    }

    private static Fingerprint fingerprint(int sha256, int v1, int v2) {
        return new Fingerprint("a".repeat(sha256), "a".repeat(v1), "a".repeat(v2));
    }

    private static EncryptionPublicKey publicKey(int content, int size) {
        byte[] spki = new byte[size];
        Arrays.fill(spki, (byte) content);
        return EncryptionPublicKey.ofSpki(spki, KeyPadding.OAEP_SHA256);
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}

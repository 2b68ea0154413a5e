package io.keyholder.application.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.doubles.BrokenKeyFiles;
import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.keys.KeyFileException;
import io.keyholder.ports.keys.KeyFileTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PrivateKeyHandoverTest {
    private static final Password PASSPHRASE = Password.of("passphrase");

    private final TransparentCrypto crypto = new TransparentCrypto();
    private final EncryptionKeyPair pair = crypto.keyPairGenerator().generate();
    private final PrivateKeyHandover handover = PrivateKeyHandover.of(pair, crypto);

    @Test
    void handsTheKeyOverAsAFile() {
        String expected =
                "passphrase protects " + Arrays.toString(pair.privateKey().pkcs8());

        assertThat(new String(handover.encryptedPem(PASSPHRASE), StandardCharsets.UTF_8))
                .isEqualTo(expected);
    }

    @Test
    void handsTheKeyItselfOverAndLeavesItOpen() {
        byte[] expected = pair.privateKey().pkcs8();

        EncryptionPrivateKey taken = handover.takeKey();
        handover.close();

        assertThat(taken.pkcs8()).isEqualTo(expected);
    }

    @Test
    void handsTheKeyOverOnlyOnce() {
        handover.encryptedPem(PASSPHRASE);

        assertThatThrownBy(() -> handover.encryptedPem(PASSPHRASE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(handover::takeKey).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void writesNoFileAfterTheKeyWasTaken() {
        handover.takeKey();

        assertThatThrownBy(() -> handover.encryptedPem(PASSPHRASE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void wipesTheKeyOnceItIsInAFile() {
        handover.encryptedPem(PASSPHRASE);

        assertThatThrownBy(() -> pair.privateKey().pkcs8()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void wipesAKeyThatNobodyTook() {
        handover.close();
        handover.close();

        assertThatThrownBy(() -> pair.privateKey().pkcs8()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(handover::takeKey).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsTheKeyWhenThePassphraseIsEmpty() {
        assertThatThrownBy(() -> handover.encryptedPem(Password.of(""))).isInstanceOf(InvalidValueException.class);

        assertThat(handover.encryptedPem(PASSPHRASE)).isNotEmpty();
    }

    @Test
    void keepsTheKeyWhenTheExportFails() {
        PrivateKeyHandover unlucky = new PrivateKeyHandover(pair, new BrokenKeyFiles(), () -> {}, () -> {});

        assertThatThrownBy(() -> unlucky.encryptedPem(PASSPHRASE)).isInstanceOf(CryptoException.class);
        assertThat(unlucky.takeKey().pkcs8()).isNotEmpty();
    }

    @Test
    void handsTheKeyOverInTheClearFormsOfIcure() {
        String key = HexFormat.of().formatHex(pair.privateKey().pkcs8());
        assertThat(new String(handover.unprotectedIcureHex(), StandardCharsets.UTF_8))
                .isEqualTo(key);
        assertThatThrownBy(handover::unprotectedJwk).isInstanceOf(IllegalStateException.class);

        EncryptionKeyPair other = crypto.keyPairGenerator().generate();
        String expected =
                "OAEP_SHA256 " + HexFormat.of().formatHex(other.privateKey().pkcs8());
        assertThat(new String(PrivateKeyHandover.of(other, crypto).unprotectedJwk(), StandardCharsets.UTF_8))
                .isEqualTo(expected);
    }

    @Test
    void wipesTheKeyOnceItIsSavedAndTheContentWithIt() {
        for (Function<KeyFileTarget, KeyFileTarget.Outcome> form : forms()) {
            List<byte[]> given = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();
            KeyFileTarget.Outcome outcome = form.apply(content -> {
                given.add(content);
                sizes.add(new String(content, StandardCharsets.UTF_8).trim().length());
                return KeyFileTarget.Outcome.SAVED;
            });

            assertThat(outcome).isEqualTo(KeyFileTarget.Outcome.SAVED);
            assertThat(sizes.get(0)).isPositive();
            assertThat(given.get(0)).containsOnly(0);
        }
        assertThat(crypto.privateKeys().subList(1, 4))
                .allSatisfy(key -> assertThatThrownBy(key::pkcs8).isInstanceOf(IllegalStateException.class));
    }

    @Test
    void keepsTheKeyWhenTheFileExistsOrFails() {
        assertThat(handover.saveEncryptedPem(content -> KeyFileTarget.Outcome.EXISTS, PASSPHRASE))
                .isEqualTo(KeyFileTarget.Outcome.EXISTS);
        KeyFileTarget full = content -> {
            throw new KeyFileException("no space left", null);
        };
        assertThatThrownBy(() -> handover.saveEncryptedPem(full, PASSPHRASE)).isInstanceOf(KeyFileException.class);
        assertThatThrownBy(() -> handover.saveUnprotectedJwk(full)).isInstanceOf(KeyFileException.class);
        assertThat(handover.takeKey().pkcs8()).isNotEmpty();
        assertThatThrownBy(() -> handover.saveUnprotectedIcureHex(content -> KeyFileTarget.Outcome.SAVED))
                .isInstanceOf(IllegalStateException.class);
    }

    private List<Function<KeyFileTarget, KeyFileTarget.Outcome>> forms() {
        return List.of(
                file -> fresh().saveEncryptedPem(file, PASSPHRASE),
                file -> fresh().saveUnprotectedIcureHex(file),
                file -> fresh().saveUnprotectedJwk(file));
    }

    private PrivateKeyHandover fresh() {
        return PrivateKeyHandover.of(crypto.keyPairGenerator().generate(), crypto);
    }

    @Test
    void showsNothingInItsText() {
        assertThat(handover).hasToString("PrivateKeyHandover[hidden]");
    }
}

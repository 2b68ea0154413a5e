package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.ports.CryptoException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrivateKeyHandoverTest {
    private static final Password PASSPHRASE = Password.of("passphrase");

    private final TransparentCrypto crypto = new TransparentCrypto();
    private final EncryptionKeyPair pair = crypto.keyPairGenerator().generate();
    private final PrivateKeyHandover handover = new PrivateKeyHandover(pair, crypto.privateKeyExporter());

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
        PrivateKeyHandover unlucky = new PrivateKeyHandover(pair, (key, passphrase) -> {
            throw new CryptoException("no provider", new IllegalStateException());
        });

        assertThatThrownBy(() -> unlucky.encryptedPem(PASSPHRASE)).isInstanceOf(CryptoException.class);
        assertThat(unlucky.takeKey().pkcs8()).isNotEmpty();
    }

    @Test
    void showsNothingInItsText() {
        assertThat(handover).hasToString("PrivateKeyHandover[hidden]");
    }
}

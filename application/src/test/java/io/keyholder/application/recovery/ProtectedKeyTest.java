package io.keyholder.application.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.EncryptionKeyPair;
import org.junit.jupiter.api.Test;

/** Whoever writes a copy of a key can put a whole other key in it. */
class ProtectedKeyTest {
    private final TransparentCrypto crypto = new TransparentCrypto();
    private final EncryptionKeyPair pair = crypto.keyPairGenerator().generate();
    private final EncryptionKeyPair other = crypto.keyPairGenerator().generate();

    @Test
    void givesThePairOfItsOwnPrivateHalfOnly() {
        PrivateKeyBundle protectedKey = PrivateKeyBundle.of(pair, crypto.privateKeyFiles());
        byte[] others = other.privateKey().pkcs8();

        assertThat(protectedKey.pairOf(pair.privateKey().pkcs8(), crypto.privateKeyFiles()))
                .contains(pair);
        assertThat(protectedKey.pairOf(others, crypto.privateKeyFiles())).isEmpty();
        assertThat(others).containsOnly(0);
    }

    @Test
    void isOfNoHalvesOfDifferentPairs() {
        EncryptionKeyPair mixed = new EncryptionKeyPair(pair.publicKey(), other.privateKey());

        assertThatThrownBy(() -> PrivateKeyBundle.of(mixed, crypto.privateKeyFiles()))
                .isInstanceOf(InvalidValueException.class);
    }
}

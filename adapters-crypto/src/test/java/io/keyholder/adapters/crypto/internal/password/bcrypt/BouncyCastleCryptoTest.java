package io.keyholder.adapters.crypto.internal.password.bcrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.BrokenRandom;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BouncyCastleCryptoTest {
    private static final String SENTINEL = "s3nt1nel";
    private static final CryptoOptions FAST = CryptoOptions.defaults()
            .withBcryptCost(BcryptLimits.LEAST)
            .icureCompatible()
            .withPbkdf2Iterations(1_000);

    private final BouncyCastleCrypto crypto = BouncyCastleCrypto.create(FAST);

    @Test
    void givesTheSamePortsEachTime() {
        assertThat(crypto.passwordHasher()).isSameAs(crypto.passwordHasher());
        assertThat(crypto.secretGenerator()).isSameAs(crypto.secretGenerator());
        assertThat(crypto.keyPairGenerator()).isSameAs(crypto.keyPairGenerator());
        assertThat(crypto.privateKeyFiles()).isSameAs(crypto.privateKeyFiles());
        assertThat(crypto.tokenHasher()).isSameAs(crypto.tokenHasher());
        assertThat(crypto.oneTimePassword()).isSameAs(crypto.oneTimePassword());
        assertThat(crypto.passwordBlocklist()).isSameAs(crypto.passwordBlocklist());
        assertThat(crypto.secretSealer()).isSameAs(crypto.secretSealer());
    }

    @Test
    void registersNoSecurityProvider() {
        Password password = Password.of("secret");
        PasswordHash hash = crypto.passwordHasher().hash(password);
        assertThat(crypto.passwordHasher().verify(password, Optional.of(hash)).isMatch())
                .isTrue();
        try (EncryptionKeyPair pair = crypto.keyPairGenerator().generate()) {
            assertThat(crypto.privateKeyFiles().toEncryptedPem(pair.privateKey(), password))
                    .isNotEmpty();
        }
        assertThat(Security.getProvider("BC")).isNull();
    }

    /** SECURITY case 20. */
    @Test
    void noErrorOrTextOfAnAdapterHoldsASecret() {
        BouncyCastleCrypto broken = BouncyCastleCrypto.create(FAST.withSecureRandom(new BrokenRandom()));
        Password password = Password.of(SENTINEL);
        EncryptionPrivateKey key = EncryptionPrivateKey.ofPkcs8(SENTINEL.getBytes(StandardCharsets.US_ASCII));
        assertSilent(() -> broken.passwordHasher().hash(password));
        assertSilent(() -> broken.privateKeyFiles().toEncryptedPem(key, password));
        assertSilent(() -> crypto.privateKeyFiles().toEncryptedPem(key, Password.of("")));
        assertThat(crypto.passwordHasher().hash(password).toString()).doesNotContain(SENTINEL);
    }

    @Test
    void aClosedSecretIsRefused() {
        Password password = Password.of("secret");
        password.close();
        assertThatThrownBy(() -> crypto.passwordHasher().hash(password)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> crypto.passwordHasher().verify(password, Optional.empty()))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void assertSilent(ThrowingCallable call) {
        assertThatThrownBy(call).satisfies(thrown -> {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain(SENTINEL);
        });
    }
}

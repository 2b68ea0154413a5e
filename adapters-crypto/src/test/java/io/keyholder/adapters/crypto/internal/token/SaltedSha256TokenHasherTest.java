package io.keyholder.adapters.crypto.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.internal.secret.SecureRandomSecretGenerator;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.testkit.contract.crypto.TokenHasherContract;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaltedSha256TokenHasherTest implements TokenHasherContract {
    private final TokenHasher hasher = new SaltedSha256TokenHasher(new SecureRandomSecretGenerator(new SecureRandom()));

    @Override
    public TokenHasher tokenHasher() {
        return hasher;
    }

    /** Source: synthetic users as iCure servers write them. */
    @ParameterizedTest
    @CsvSource({
        "3b0f6a52-6f0e-4b0c-8a57-7a1d5a1c0302, {jkBHvFYo5Vc+4+QGoUhtNUNkc6DR5VYAT4Wc4LjA0pc=}20599476c0ac8a98e3b8fa6c56beec2565ae56cb339887c81c0976210889ad39",
        "7d9a2f41-5b60-4a38-9c0d-2e4f6a8b0c04, {4eGt0kRNYqpm6BtveTDaEBEd9tQT5CIYOmDJF44rUXE=}45cca595c0109df245b6ac59872f00f99805ed476a694a803c0f2be319329b1e",
    })
    void verifiesTokensOfIcure(String value, String stored) {
        assertThat(hasher.verify(Password.of(value), PasswordHash.of(stored))).isTrue();
    }

    @Test
    void hashesTheValueFollowedByTheSaltInItsBraces() throws NoSuchAlgorithmException {
        String stored = hasher.hash(Password.of("a tokén")).encoded();
        String salt = stored.substring(0, stored.indexOf('}') + 1);
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(("a tokén" + salt).getBytes(StandardCharsets.UTF_8));
        assertThat(stored).isEqualTo(salt + HexFormat.of().formatHex(digest));
    }
}

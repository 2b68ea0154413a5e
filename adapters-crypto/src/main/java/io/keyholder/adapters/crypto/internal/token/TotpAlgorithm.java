package io.keyholder.adapters.crypto.internal.token;

import io.keyholder.adapters.crypto.internal.digest.Hmac;
import io.keyholder.domain.credential.CopiedText;
import java.util.Arrays;
import java.util.Optional;

/** The hash functions that RFC 6238 allows, under the names that authenticator programs use. */
public enum TotpAlgorithm {
    SHA1(Hmac.SHA1),
    SHA256(Hmac.SHA256),
    SHA512(Hmac.SHA512);

    private final Hmac hmac;

    TotpAlgorithm(Hmac hmac) {
        this.hmac = hmac;
    }

    /**
     * The algorithm of this name, as in {@code SHA256}, {@code sha-256} or {@code HmacSHA256}; absent when there is
     * none.
     */
    static Optional<TotpAlgorithm> spelled(String name) {
        String bare = CopiedText.code(name).replaceFirst("^HMAC", "").replace("_", "");
        return Arrays.stream(values()).filter(each -> each.name().equals(bare)).findFirst();
    }

    byte[] hmac(byte[] key, byte[] message) {
        return hmac.of(key, message);
    }
}

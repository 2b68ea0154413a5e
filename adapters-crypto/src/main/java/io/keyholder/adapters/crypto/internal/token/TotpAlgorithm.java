package io.keyholder.adapters.crypto.internal.token;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** The hash functions that RFC 6238 allows, under the names that authenticator programs use. */
enum TotpAlgorithm {
    SHA1 {
        @Override
        ExtendedDigest digest() {
            return new SHA1Digest();
        }
    },
    SHA256 {
        @Override
        ExtendedDigest digest() {
            return new SHA256Digest();
        }
    },
    SHA512 {
        @Override
        ExtendedDigest digest() {
            return new SHA512Digest();
        }
    };

    abstract ExtendedDigest digest();

    /** The algorithm of exactly this name; absent when there is none. */
    static Optional<TotpAlgorithm> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    byte[] hmac(byte[] key, byte[] message) {
        HMac hmac = new HMac(digest());
        hmac.init(new KeyParameter(key));
        hmac.update(message, 0, message.length);
        byte[] result = new byte[hmac.getMacSize()];
        hmac.doFinal(result, 0);
        return result;
    }
}

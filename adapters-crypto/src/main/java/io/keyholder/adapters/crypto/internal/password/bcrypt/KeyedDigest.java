package io.keyholder.adapters.crypto.internal.password.bcrypt;

import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** HMAC-SHA-384 in 64 letters of Base64: as long as bcrypt can read, and without a zero byte. Stateless. */
final class KeyedDigest {
    private KeyedDigest() {}

    /** The digest of a password; the caller wipes it. */
    static byte[] of(byte[] key, byte[] password) {
        HMac hmac = new HMac(new SHA384Digest());
        hmac.init(new KeyParameter(key));
        hmac.update(password, 0, password.length);
        byte[] digest = new byte[hmac.getMacSize()];
        hmac.doFinal(digest, 0);
        byte[] letters = Base64.getEncoder().encode(digest);
        Arrays.fill(digest, (byte) 0);
        return letters;
    }
}

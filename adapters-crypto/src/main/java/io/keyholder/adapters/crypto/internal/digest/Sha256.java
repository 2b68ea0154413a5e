package io.keyholder.adapters.crypto.internal.digest;

import org.bouncycastle.crypto.digests.SHA256Digest;

/** SHA-256 (FIPS 180-4). Stateless. */
public final class Sha256 {
    private Sha256() {}

    /** The 32 bytes of the digest of these parts, one after the other. */
    public static byte[] of(byte[]... parts) {
        SHA256Digest sha256 = new SHA256Digest();
        for (byte[] part : parts) {
            sha256.update(part, 0, part.length);
        }
        byte[] digest = new byte[sha256.getDigestSize()];
        sha256.doFinal(digest, 0);
        return digest;
    }
}

package io.keyholder.adapters.crypto.internal.secret;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.keys.SecretSplitter;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Algorithm;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;

/**
 * Shamir's scheme by Bouncy Castle, byte by byte over the field of AES, with numbers from 1. It takes anything, so all
 * is checked here: of a share given twice it makes nonsense. Thread-safe when the source of randomness is.
 */
public final class ShamirSplitter implements SecretSplitter {
    private static final int LEAST_THRESHOLD = 2;

    private final SecureRandom random;

    public ShamirSplitter(SecureRandom random) {
        this.random = random;
    }

    @Override
    public List<byte[]> split(byte[] secret, int threshold, int count) {
        if (secret.length < 1 || secret.length > MAX_SECRET_BYTES) {
            throw new InvalidValueException("secret", "has " + secret.length + " bytes, not 1 to " + MAX_SECRET_BYTES);
        }
        if (threshold < LEAST_THRESHOLD || threshold > count) {
            throw new InvalidValueException(
                    "threshold", "is " + threshold + ", not " + LEAST_THRESHOLD + " to the number of shares, " + count);
        }
        if (count > MAX_SHARES) {
            throw new InvalidValueException("number of shares", "is " + count + ", more than " + MAX_SHARES);
        }
        ShamirSecretSplitter splitter = ShamirSecretSplitter.getInstance(Algorithm.AES, secret.length, random);
        List<byte[]> shares = new ArrayList<>();
        for (ShamirSplitSecretShare share :
                splitter.resplit(secret, threshold, count).getSecretShares()) {
            shares.add(encoded(share));
        }
        return shares;
    }

    @Override
    public byte[] combine(Map<Integer, byte[]> shares) {
        if (shares.size() < LEAST_THRESHOLD) {
            throw new InvalidValueException("shares", "are fewer than " + LEAST_THRESHOLD);
        }
        if (shares.keySet().stream().anyMatch(number -> number < 1 || number > MAX_SHARES)) {
            throw new InvalidValueException("share number", "is outside 1 to " + MAX_SHARES);
        }
        if (shares.values().stream().mapToInt(share -> share.length).distinct().count() != 1) {
            throw new InvalidValueException("shares", "have different lengths");
        }
        ShamirSplitSecretShare[] all = shares.entrySet().stream()
                .map(share -> new ShamirSplitSecretShare(share.getValue(), share.getKey()))
                .toArray(ShamirSplitSecretShare[]::new);
        try {
            return ShamirSplitSecret.getInstance(Algorithm.AES, all).getSecret();
        } catch (IOException failed) {
            throw new CryptoException("shares could not be combined", failed);
        }
    }

    private static byte[] encoded(ShamirSplitSecretShare share) {
        try {
            return share.getEncoded();
        } catch (IOException failed) {
            throw new CryptoException("a share could not be written", failed);
        }
    }
}

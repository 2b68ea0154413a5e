package io.keyholder.ports.keys;

import java.util.List;
import java.util.Map;

/**
 * Splits a secret into shares so that a number of them, whichever, give it back, and fewer MUST say nothing about it
 * but its length (Shamir, "How to share a secret", 1979). Shares are not authenticated: a person who hands in a wrong
 * one makes another secret come out, so a caller MUST check what comes out. Implementations MUST be thread-safe and
 * keep nothing.
 */
public interface SecretSplitter {
    /** The most shares of one secret. */
    int MAX_SHARES = 255;

    /** The longest secret, in bytes. */
    int MAX_SECRET_BYTES = 65_534;

    /**
     * Fresh shares, different each time; the caller wipes them.
     *
     * @param secret at least one byte
     * @param threshold how many give the secret back: at least 2, since with 1 each share were the secret
     * @param count how many shares there are: at least the threshold, at most {@value #MAX_SHARES}
     * @return the share of number 1 first, each as long as the secret
     * @throws io.keyholder.domain.InvalidValueException when a number is out of its bounds
     */
    List<byte[]> split(byte[] secret, int threshold, int count);

    /**
     * The secret, when these are as many shares of one splitting as its threshold, or more; another one otherwise. The
     * caller wipes it.
     *
     * @param shares by their numbers, 1 to {@value #MAX_SHARES}
     * @throws io.keyholder.domain.InvalidValueException when there are fewer than 2, a number is out of its bounds, or
     *     their lengths differ
     */
    byte[] combine(Map<Integer, byte[]> shares);
}

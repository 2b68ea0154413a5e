package io.keyholder.domain.login;

import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.internal.Check;
import io.keyholder.domain.internal.Digests;
import io.keyholder.domain.internal.Text;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * By what a user's devices and sources are recognized. It belongs to one password: with another password stored, no
 * mark and no source counts any more. Silent in {@code toString}. Immutable.
 *
 * @param key signs the marks of devices and hides the sources: {@value #KEY_DIGITS} hex digits
 * @param password a digest of the stored password hash: 64 hex digits
 * @param sources the last login from each source, by its keyed digest; the latest {@value #MOST_SOURCES}
 */
public record Recognition(String key, String password, Map<String, Instant> sources) {
    /** The hex digits of a key: 256 bits. */
    public static final int KEY_DIGITS = 64;

    /** How many sources are remembered. */
    public static final int MOST_SOURCES = 16;

    public Recognition {
        Check.that(isDigest(key), "recognition key", "has not 64 hex digits");
        Check.that(isDigest(password), "recognition password digest", "has not 64 hex digits");
        Check.that(sources.size() <= MOST_SOURCES, "recognized sources", "are more than " + MOST_SOURCES);
        Check.that(
                sources.keySet().stream().allMatch(Recognition::isDigest),
                "recognized source",
                "has not 64 hex digits");
        sources = Check.map(sources);
    }

    /** Recognizes nothing yet. */
    public static Recognition of(String key, PasswordHash password) {
        return new Recognition(key, digest(password), Map.of());
    }

    /** Whether it belongs to this password. */
    public boolean belongsTo(Optional<PasswordHash> stored) {
        return stored.filter(hash -> digest(hash).equals(password)).isPresent();
    }

    /** The same for another hash of the same password. */
    public Recognition reboundTo(PasswordHash hash) {
        return new Recognition(key, digest(hash), sources);
    }

    /** The same with a login from this source; the source that was used longest ago may be forgotten for it. */
    public Recognition withLoginFrom(String sourceDigest, Instant when) {
        Map<String, Instant> known = new LinkedHashMap<>(sources);
        known.merge(sourceDigest, when, (before, now) -> before.isAfter(now) ? before : now);
        if (known.size() > MOST_SOURCES) {
            known.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(sourceDigest))
                    .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                    .map(Map.Entry::getKey)
                    .ifPresent(known::remove);
        }
        return new Recognition(key, password, known);
    }

    /** The same with a key that signs nothing, to be shown to the person it is about. */
    public Recognition withKeyHidden() {
        return new Recognition("0".repeat(KEY_DIGITS), password, sources);
    }

    @Override
    public String toString() {
        return "Recognition[hidden, sources=" + sources.size() + "]";
    }

    private static String digest(PasswordHash hash) {
        return Digests.sha256Hex(hash.encoded());
    }

    private static boolean isDigest(String text) {
        return Text.isHex(text, KEY_DIGITS);
    }
}

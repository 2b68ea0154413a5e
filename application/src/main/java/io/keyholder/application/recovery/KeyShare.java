package io.keyholder.application.recovery;

import io.keyholder.domain.InvalidValueException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One share of a private key: worth nothing alone, and with enough others of its set the key. It names the set that it
 * belongs, which one it is, how many there are and how many are needed, and of which key. {@link #close()} overwrites
 * it; a closed share throws {@link IllegalStateException} on use. Silent about its secret in {@code toString}. Not
 * thread-safe while being closed.
 */
public final class KeyShare implements AutoCloseable {
    private static final ArmoredText ARMOUR = new ArmoredText("KEYHOLDER KEY SHARE", "key share");
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 1 + ShareSet.SIZE_BYTES + 1;

    private final ShareSet set;
    private final int number;
    private final byte[] secret;
    private boolean wiped;

    KeyShare(ShareSet set, int number, byte[] secret) {
        this.set = set;
        this.number = number;
        this.secret = secret.clone();
    }

    /** Reads the text of a share, whatever stands before and after it. */
    public static KeyShareReading read(byte[] text) {
        try {
            byte[] content = ARMOUR.unwrap(text);
            try {
                return new KeyShareReading.Read(of(ByteBuffer.wrap(content)));
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        } catch (InvalidValueException damaged) {
            return new KeyShareReading.Damaged(String.valueOf(damaged.getMessage()));
        }
    }

    private static KeyShare of(ByteBuffer content) {
        if (content.remaining() <= HEADER_BYTES || content.get() != VERSION) {
            throw ARMOUR.damaged("is of a later version, or cut");
        }
        ShareSet set =
                ShareSet.read(content).orElseThrow(() -> ARMOUR.damaged("has numbers that contradict each other"));
        int number = Byte.toUnsignedInt(content.get());
        if (number < 1 || number > set.count()) {
            throw ARMOUR.damaged("has a number that its set has not");
        }
        byte[] secret = new byte[content.remaining()];
        content.get(secret);
        return new KeyShare(set, number, secret);
    }

    /** Which shares it belongs to: 32 lower-case hex digits, the same in all of one splitting. */
    public String setId() {
        return set.id();
    }

    /** Which of the set it is, from 1. */
    public int number() {
        return number;
    }

    /** How many of the set give the key. */
    public int threshold() {
        return set.threshold();
    }

    /** How many there are in the set. */
    public int count() {
        return set.count();
    }

    /** The SHA-256 fingerprint of the public key whose private half is shared, 64 lower-case hex digits. */
    public String fingerprint() {
        return set.protectedKey().fingerprint();
    }

    /** The text to keep: ASCII with a final newline. The caller wipes it where it can. */
    public byte[] text() {
        byte[] own = secret();
        ByteBuffer content = ByteBuffer.allocate(HEADER_BYTES + own.length).put(VERSION);
        set.write(content);
        content.put((byte) number).put(own);
        byte[] text = ARMOUR.wrap(content.array());
        Arrays.fill(own, (byte) 0);
        Arrays.fill(content.array(), (byte) 0);
        return text;
    }

    /** Overwrites the secret. Repeating it does nothing. */
    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
        wiped = true;
    }

    @Override
    public String toString() {
        return "KeyShare[" + number + " of " + count() + ", " + threshold() + " needed, set " + setId() + "]";
    }

    ShareSet set() {
        return set;
    }

    byte[] secret() {
        if (wiped) {
            throw new IllegalStateException("key share was closed");
        }
        return secret.clone();
    }
}

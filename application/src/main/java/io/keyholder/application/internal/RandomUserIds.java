package io.keyholder.application.internal;

import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.randomness.SecretGenerator;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Draws ids of new users: version 4 UUIDs (RFC 9562 section 5.4). Thread-safe. */
public final class RandomUserIds {
    private static final int SIZE_BYTES = 16;

    private final SecretGenerator generator;

    public RandomUserIds(SecretGenerator generator) {
        this.generator = generator;
    }

    public UserId next() {
        byte[] bytes = generator.nextBytes(SIZE_BYTES);
        bytes[6] = (byte) ((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3F) | 0x80);
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UserId(new UUID(halves.getLong(), halves.getLong()).toString());
    }
}

package io.keyholder.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** The time of the system, moved on. */
final class MovableClock extends Clock {
    private final AtomicLong movedMillis = new AtomicLong();

    void move(Duration on) {
        movedMillis.addAndGet(on.toMillis());
    }

    @Override
    public Instant instant() {
        return Instant.now().plusMillis(movedMillis.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nothing here asks for another zone");
    }
}

package io.keyholder.testkit.sample;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until a test moves it, forwards or backwards. Thread-safe: every thread sees a move at
 * once, and so does every clock made of it by {@link #withZone}.
 */
public final class MovableClock extends Clock {
    private final Hands hands;
    private final ZoneId zone;

    private MovableClock(Hands hands, ZoneId zone) {
        this.hands = hands;
        this.zone = zone;
    }

    /** A clock in UTC that shows this moment. */
    public static MovableClock at(Instant start) {
        return new MovableClock(new Hands(start), ZoneOffset.UTC);
    }

    /** A clock in UTC that shows this moment, such as {@code 2026-01-01T00:00:00Z}. */
    public static MovableClock at(String start) {
        return at(Instant.parse(start));
    }

    /** Moves by this much, backwards when it is negative, and returns the new moment. */
    public Instant move(Duration step) {
        return hands.move(step);
    }

    /** Moves to this moment, which may lie in the past. */
    public void moveTo(Instant moment) {
        hands.moveTo(moment);
    }

    @Override
    public Instant instant() {
        return hands.read();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** A clock in another zone that moves together with this one. */
    @Override
    public MovableClock withZone(ZoneId otherZone) {
        return new MovableClock(hands, otherZone);
    }

    @Override
    public String toString() {
        return "MovableClock[" + instant() + ", " + zone + "]";
    }

    /** What the clocks of all zones share. */
    private static final class Hands {
        private Instant moment;

        Hands(Instant moment) {
            this.moment = moment;
        }

        synchronized Instant read() {
            return moment;
        }

        synchronized Instant move(Duration step) {
            moment = moment.plus(step);
            return moment;
        }

        synchronized void moveTo(Instant other) {
            moment = other;
        }
    }
}

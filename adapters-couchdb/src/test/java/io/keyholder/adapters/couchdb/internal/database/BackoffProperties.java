package io.keyholder.adapters.couchdb.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** That a call which waits for other writers ends with its deadline, by a clock that passes only while it waits. */
class BackoffProperties {
    private static final int MOST_PAUSES = 10_000;

    @Property
    void neverWaitsBeyondTheDeadline(
            @ForAll @IntRange(max = 500) int limit, @ForAll @IntRange(min = 1, max = 500) int deadline) {
        Clock clock = new Clock();
        Deadline call = Deadline.by(clock, Duration.ofMillis(deadline));
        Backoff waiting = new Backoff(Duration.ofMillis(limit), call);
        boolean isEnded = false;
        for (int pause = 0; pause < MOST_PAUSES && !isEnded; pause++) {
            try {
                isEnded = !waiting.waitsFor("1-a");
            } catch (StoreUnavailableException late) {
                assertThat(call.hasPassed()).isTrue();
                isEnded = true;
            }
        }
        assertThat(isEnded).isTrue();
        assertThat(clock.nanos()).isBetween(0L, TimeUnit.MILLISECONDS.toNanos(deadline));
    }

    @Property
    void looksAtRivalsUntilTheDeadlineAtMost(@ForAll @IntRange(min = 1, max = 50) int deadline) {
        Clock clock = new Clock();
        Deadline call = Deadline.by(clock, Duration.ofMillis(deadline));
        assertThatThrownBy(() -> {
                    for (int pause = 0; pause < MOST_PAUSES; pause++) {
                        Backoff.pause(call);
                    }
                })
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(clock.nanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(deadline));
    }

    private static final class Clock implements Deadline.Time {
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void pass(long nanos) {
            now += nanos;
        }
    }
}

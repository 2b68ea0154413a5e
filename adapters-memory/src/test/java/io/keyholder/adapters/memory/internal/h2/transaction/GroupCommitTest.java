package io.keyholder.adapters.memory.internal.h2.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.memory.internal.h2.transaction.WriteTransaction.Committed;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SECURITY case 44: a full heap is no fault of the disk, and leaves the store usable. */
class GroupCommitTest {
    private final List<Long> rounds = new ArrayList<>();
    private final List<GroupCommit> losses = new ArrayList<>();
    private final Deque<Throwable> failures = new ArrayDeque<>();
    private final GroupCommit commits = new GroupCommit(GroupCommit.newLock(), this::round);

    @Test
    void goesOnAfterTheHeapWasFull() {
        failures.add(new OutOfMemoryError("a full heap"));
        assertThatThrownBy(() -> commits.durably(() -> new Committed<>("first", 1)))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(commits.durably(() -> new Committed<>("second", 2))).isEqualTo("second");
        assertThat(rounds).as("the first is covered by the round of the second").containsExactly(2L);
    }

    @Test
    void acknowledgesNothingThatWasCommittedBeforeTheStoreWasOpenedAgain() {
        GroupCommit reopening = new GroupCommit(GroupCommit.newLock(), this::round);
        assertThatThrownBy(() -> reopening.durably(() -> {
                    losses.add(reopening);
                    return new Committed<>("first", 1);
                }))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(reopening.durably(() -> new Committed<>("second", 2))).isEqualTo("second");
    }

    @Test
    void takesNoMoreAfterTheDiskFailed() {
        failures.add(new StoreException("the disk failed", null));
        assertThatThrownBy(() -> commits.durably(() -> new Committed<>("first", 1)))
                .hasMessageContaining("the disk failed");

        assertThatThrownBy(() -> commits.durably(() -> new Committed<>("second", 2)))
                .hasMessageContaining("takes no more");
        assertThat(rounds).isEmpty();
    }

    private void round(long atLeast) {
        losses.forEach(GroupCommit::lose);
        losses.clear();
        Throwable failure = failures.poll();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException broken) {
            throw broken;
        }
        rounds.add(atLeast);
    }
}

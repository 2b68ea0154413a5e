package io.keyholder.testkit.failing;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.UserEventLog;
import java.util.List;

/** The events of a {@link FailingStorage}. */
final class FailingUserEventLog implements UserEventLog {
    private final Storage healthy;
    private final Faults faults;

    FailingUserEventLog(Storage healthy, Faults faults) {
        this.healthy = healthy;
        this.faults = faults;
    }

    @Override
    public Guarantee guarantee() {
        return healthy.userEvents().guarantee();
    }

    @Override
    public void start() {
        faults.during(StorageCall.START_EVENTS, () -> healthy.userEvents().start());
    }

    @Override
    public void stop() {
        faults.during(StorageCall.STOP_EVENTS, () -> healthy.userEvents().stop());
    }

    @Override
    public List<UserEvent> pending(String after, int limit) {
        return faults.during(
                StorageCall.PAGE_OF_EVENTS, () -> healthy.userEvents().pending(after, limit));
    }

    @Override
    public void acknowledge(UserEvent event) {
        faults.during(StorageCall.ACKNOWLEDGE_EVENT, () -> healthy.userEvents().acknowledge(event));
    }
}

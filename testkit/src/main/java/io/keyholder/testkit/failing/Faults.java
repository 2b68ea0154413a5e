package io.keyholder.testkit.failing;

import io.keyholder.ports.persistence.StoreUnavailableException;
import java.util.EnumMap;
import java.util.Map;

/** Which calls of a failing store are to fail, and when. Thread-safe. */
final class Faults {
    private final Map<StorageCall, Integer> failingBefore = new EnumMap<>(StorageCall.class);
    private final Map<StorageCall, Integer> failingAfter = new EnumMap<>(StorageCall.class);
    private boolean brokenDown;
    private int callsUntilDeath = Integer.MAX_VALUE;
    private Moment death = Moment.BEFORE;

    /** When a call fails. */
    enum Moment {
        BEFORE,
        AFTER
    }

    synchronized void plan(StorageCall call, Moment moment, int times) {
        planned(moment).put(call, times);
    }

    synchronized void dieAt(int call, Moment moment) {
        callsUntilDeath = call;
        death = moment;
    }

    synchronized void breakDown() {
        brokenDown = true;
    }

    synchronized void repair() {
        brokenDown = false;
        callsUntilDeath = Integer.MAX_VALUE;
        failingBefore.clear();
        failingAfter.clear();
    }

    /** Fails when the call is to fail before it does anything. */
    void before(StorageCall call) {
        failIfPlanned(call, Moment.BEFORE);
    }

    /** Fails when the answer of the call is to be lost. */
    void after(StorageCall call) {
        failIfPlanned(call, Moment.AFTER);
    }

    private synchronized void failIfPlanned(StorageCall call, Moment moment) {
        ageBy(moment);
        int left = planned(moment).getOrDefault(call, 0);
        if (left > 0) {
            planned(moment).put(call, left - 1);
        }
        if (left > 0 || isDead(moment)) {
            throw new StoreUnavailableException("the test made " + call + " fail", null);
        }
    }

    private void ageBy(Moment moment) {
        if (moment == Moment.BEFORE && callsUntilDeath < Integer.MAX_VALUE) {
            callsUntilDeath--;
        }
    }

    private boolean isDead(Moment moment) {
        boolean dying = callsUntilDeath <= 0 && moment == death;
        brokenDown |= dying;
        return dying || (brokenDown && moment == Moment.BEFORE);
    }

    private Map<StorageCall, Integer> planned(Moment moment) {
        return moment == Moment.BEFORE ? failingBefore : failingAfter;
    }
}

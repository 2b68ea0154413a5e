package io.keyholder.verification.wrong.domain.other;

import io.keyholder.verification.wrong.domain.room.RoomThatKnowsAnother;

/** Deliberately wrong: knows a room that knows this one. */
public final class RoomThatIsKnown {
    public int size() {
        return new RoomThatKnowsAnother().hashCode();
    }
}

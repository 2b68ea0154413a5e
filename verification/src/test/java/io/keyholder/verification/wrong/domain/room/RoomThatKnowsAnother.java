package io.keyholder.verification.wrong.domain.room;

import io.keyholder.verification.wrong.domain.other.RoomThatIsKnown;

/** Deliberately wrong: knows a room that knows this one. */
public final class RoomThatKnowsAnother {
    public int size(RoomThatIsKnown other) {
        return other.size();
    }
}

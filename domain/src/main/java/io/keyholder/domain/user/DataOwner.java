package io.keyholder.domain.user;

import io.keyholder.domain.identity.DataOwnerId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom a user stands for: a healthcare party, a patient or a device, at most one id of each. A user that stands for no
 * one can log in and has no data. Immutable.
 */
public record DataOwner(
        Optional<DataOwnerId> healthcareParty, Optional<DataOwnerId> patient, Optional<DataOwnerId> device) {
    /** No one. */
    public static final DataOwner NONE = new DataOwner(Optional.empty(), Optional.empty(), Optional.empty());

    /** A healthcare party. */
    public static DataOwner healthcareParty(String id) {
        return new DataOwner(Optional.of(new DataOwnerId(id)), Optional.empty(), Optional.empty());
    }

    /** A patient. */
    public static DataOwner patient(String id) {
        return new DataOwner(Optional.empty(), Optional.of(new DataOwnerId(id)), Optional.empty());
    }

    /** A device. */
    public static DataOwner device(String id) {
        return new DataOwner(Optional.empty(), Optional.empty(), Optional.of(new DataOwnerId(id)));
    }

    /** The one whose keys the user holds: healthcare party before patient before device; absent when there is none. */
    public Optional<DataOwnerId> keyOwner() {
        return Stream.of(healthcareParty, patient, device)
                .flatMap(Optional::stream)
                .findFirst();
    }
}

package io.keyholder.adapters.crypto.internal.keystore;

import io.keyholder.domain.identity.UserId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where the sealed keys of users lie: bytes by user, never in clear. Implementations are thread-safe. */
public interface BundleStore {
    /** What is kept for the user; absent when nothing is. */
    Optional<byte[]> read(UserId user);

    /** Replaces what is kept by what the change makes of it, alone; leaves it when that is the same object or none. */
    void change(UserId user, UnaryOperator<Optional<byte[]>> change);

    /** Removes what is kept; whether there was anything. */
    boolean remove(UserId user);
}

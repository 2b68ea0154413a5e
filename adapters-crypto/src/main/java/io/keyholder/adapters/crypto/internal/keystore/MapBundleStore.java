package io.keyholder.adapters.crypto.internal.keystore;

import io.keyholder.domain.identity.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Sealed keys in a map, gone with the process. Thread-safe. */
public final class MapBundleStore implements BundleStore {
    private final Map<UserId, byte[]> sealedByUser = new HashMap<>();

    @Override
    public synchronized Optional<byte[]> read(UserId user) {
        return Optional.ofNullable(sealedByUser.get(user)).map(byte[]::clone);
    }

    @Override
    public synchronized void change(UserId user, UnaryOperator<Optional<byte[]>> change) {
        change.apply(read(user)).ifPresent(bytes -> sealedByUser.put(user, bytes));
    }

    @Override
    public synchronized boolean remove(UserId user) {
        return sealedByUser.remove(user) != null;
    }
}

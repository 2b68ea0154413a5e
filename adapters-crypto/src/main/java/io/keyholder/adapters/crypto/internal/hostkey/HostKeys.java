package io.keyholder.adapters.crypto.internal.hostkey;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one purpose: a current one, which is used for what is new, and earlier ones, which still read what is
 * old. Thread-safe; silent in {@code toString}, as its members are.
 *
 * @param current absent when nothing new is made under a key
 * @param earlier those that are not the current one
 */
public record HostKeys(Optional<HostKey> current, List<HostKey> earlier) {
    public static final HostKeys NONE = new HostKeys(Optional.empty(), List.of());

    public HostKeys {
        earlier = List.copyOf(earlier);
    }

    public Stream<HostKey> all() {
        return Stream.concat(current.stream(), earlier.stream());
    }

    public Optional<HostKey> withId(String id) {
        return all().filter(key -> key.id().equals(id)).findFirst();
    }
}

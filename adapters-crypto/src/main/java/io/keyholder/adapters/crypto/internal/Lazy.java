package io.keyholder.adapters.crypto.internal;

import java.util.Optional;
import java.util.function.Supplier;

/** A value that is made once, when it is first asked for. A failure is not kept. Thread-safe. */
public final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> source;
    private volatile Optional<T> value = Optional.empty();

    public Lazy(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        return value.orElseGet(this::made);
    }

    private synchronized T made() {
        if (value.isEmpty()) {
            value = Optional.of(source.get());
        }
        return value.get();
    }
}

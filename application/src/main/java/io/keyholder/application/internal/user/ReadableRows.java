package io.keyholder.application.internal.user;

import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The users of a list that an actor may read.
 *
 * @param filter whether a user is one of them; absent when all are
 * @param source pages of the list in ascending order of id
 */
record ReadableRows(Optional<Predicate<User>> filter, Function<PageRequest, List<User>> source) {
    private static final int PAGE = 1_000;

    /** As many as asked for, however many others stand between them; fewer only at the end of the list. */
    List<User> page(PageRequest request) {
        if (filter.isEmpty()) {
            return source.apply(request);
        }
        List<User> readable = new ArrayList<>();
        PageRequest part = request;
        while (readable.size() < request.limit()) {
            List<User> rows = source.apply(part);
            if (rows.isEmpty()) {
                break;
            }
            rows.stream()
                    .filter(filter.get())
                    .limit((long) request.limit() - readable.size())
                    .forEach(readable::add);
            part = part.next(rows);
        }
        return readable;
    }

    /**
     * How many of them there are.
     *
     * @param whole counts the list where all of it may be read
     */
    long count(LongSupplier whole) {
        return filter.isEmpty() ? whole.getAsLong() : forEach(user -> {});
    }

    /** Shows each of them once, and returns how many there were. */
    long forEach(Consumer<? super User> action) {
        long shown = 0;
        PageRequest part = PageRequest.first(PAGE);
        List<User> rows = source.apply(part);
        while (!rows.isEmpty()) {
            for (User row : rows) {
                if (filter.isEmpty() || filter.get().test(row)) {
                    action.accept(row);
                    shown++;
                }
            }
            part = part.next(rows);
            rows = source.apply(part);
        }
        return shown;
    }
}

package io.keyholder.ports.persistence;

import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds users by reading them in the order of their ids, a page at a time. */
record UserScan(UserRepository users) {
    private static final int READ_AT_ONCE = 1_000;

    List<User> search(UserFilter filter, PageRequest request) {
        List<User> found = new ArrayList<>();
        List<User> read = users.page(new PageRequest(request.after(), READ_AT_ONCE));
        while (!read.isEmpty() && found.size() < request.limit()) {
            read.stream()
                    .filter(filter::matches)
                    .limit((long) request.limit() - found.size())
                    .forEach(found::add);
            read = users.page(after(read));
        }
        return List.copyOf(found);
    }

    long count(UserFilter filter) {
        long count = 0;
        List<User> read = users.page(new PageRequest(Optional.empty(), READ_AT_ONCE));
        while (!read.isEmpty()) {
            count += read.stream().filter(filter::matches).count();
            read = users.page(after(read));
        }
        return count;
    }

    private static PageRequest after(List<User> read) {
        return PageRequest.after(read.get(read.size() - 1).id(), READ_AT_ONCE);
    }
}

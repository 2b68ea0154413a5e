package io.keyholder.ports.persistence;

import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import java.util.ArrayList;
import java.util.List;

/** Finds users by reading them in the order of their ids, a page at a time. */
record UserScan(UserRepository users) {
    private static final int READ_AT_ONCE = 1_000;

    List<User> search(UserFilter filter, PageRequest request) {
        List<User> found = new ArrayList<>();
        PageRequest part = new PageRequest(request.after(), READ_AT_ONCE);
        List<User> read = users.page(part);
        while (!read.isEmpty() && found.size() < request.limit()) {
            read.stream()
                    .filter(filter::matches)
                    .limit((long) request.limit() - found.size())
                    .forEach(found::add);
            part = part.next(read);
            read = users.page(part);
        }
        return List.copyOf(found);
    }

    long count(UserFilter filter) {
        long count = 0;
        PageRequest part = PageRequest.first(READ_AT_ONCE);
        List<User> read = users.page(part);
        while (!read.isEmpty()) {
            count += read.stream().filter(filter::matches).count();
            part = part.next(read);
            read = users.page(part);
        }
        return count;
    }
}

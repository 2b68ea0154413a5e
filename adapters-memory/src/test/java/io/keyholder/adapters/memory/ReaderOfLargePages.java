package io.keyholder.adapters.memory;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;

/** Stores users and reads them in one page, of more rows than H2 keeps in memory by itself in a small heap. */
public final class ReaderOfLargePages {
    static final int USERS = 6_000;

    private ReaderOfLargePages() {}

    public static void main(String[] arguments) {
        try (H2Storage storage = H2Storage.at(Path.of(arguments[0]))) {
            UserRepository users = storage.users();
            users.createAll(IntStream.range(0, USERS)
                    .mapToObj(number -> User.of(
                            new UserId("user" + number),
                            LoginIdentifiers.login("login" + number),
                            Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE)))
                    .toList());
            PageRequest page = PageRequest.first(USERS);
            System.out.println(users.page(page).size());
            System.out.println(users.search(new UserFilter.Everybody(), page).size());
        }
    }
}

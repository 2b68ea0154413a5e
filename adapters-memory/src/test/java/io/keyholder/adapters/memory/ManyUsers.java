package io.keyholder.adapters.memory;

import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Loads, pages, looks up and searches so many users of about 1 KB in one store, in a process of its own with little
 * memory, and says what it cost. Ends with an error at the first wrong answer.
 */
final class ManyUsers {
    private static final int BATCH = 1_000;
    private static final int LOOK_UPS = 100_000;
    private static final int SEARCHES = 100;
    private static final int SHOWN = 20;
    private static final UserFilter COMMON = words("exam org");
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private ManyUsers() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        try (H2Storage storage = H2Storage.at(directory)) {
            UserRepository users = storage.users();
            timed("load", count, () -> load(users, count));
            timed("page", count, () -> page(users, count));
            int lookUps = Math.min(LOOK_UPS, count);
            timed("look up", lookUps, () -> lookUp(users, count, lookUps));
            int searches = Math.min(SEARCHES, count);
            timed("search by a rare word", searches, () -> searchRare(users, count, searches));
            timed("search by a common word, first page", searches, () -> searchCommon(users, searches));
            timed("count by a common word", 1, () -> require(users.count(COMMON) == count, "counted"));
            timed("search by reading all", 1, () -> searchByReading(users, count / 2));
            OUT.println("open size " + sizeOf(directory));
            timed("close", 1, storage::close);
        }
        OUT.println("closed size " + sizeOf(directory));
        OUT.println("document size " + (long) count * UserDocuments.writeUtf8(user(count / 2)).length);
    }

    private static void load(UserRepository users, int count) {
        for (int from = 0; from < count; from += BATCH) {
            List<User> batch = new ArrayList<>();
            for (int number = from; number < Math.min(from + BATCH, count); number++) {
                batch.add(user(number));
            }
            require(users.createAll(batch).stream().allMatch(CreateOutcome.Created.class::isInstance), "created");
        }
    }

    private static void page(UserRepository users, int count) {
        int seen = 0;
        List<User> page = users.page(PageRequest.first(BATCH));
        while (!page.isEmpty()) {
            for (User user : page) {
                require(user.id().equals(id(seen)), "in order");
                seen++;
            }
            page = users.page(PageRequest.after(page.get(page.size() - 1).id(), BATCH));
        }
        require(seen == count && users.count() == count, "all seen");
    }

    private static void lookUp(UserRepository users, int count, int lookUps) {
        long number = 0;
        for (int lookUp = 0; lookUp < lookUps; lookUp++) {
            number = (number + 7_919_777) % count;
            int wanted = (int) number;
            User found = users.findByIdentifier(IdentifierKey.of(email(wanted)))
                    .single()
                    .orElseThrow();
            require(found.id().equals(id(wanted)), "the right one");
        }
    }

    private static void searchRare(UserRepository users, int count, int searches) {
        long number = 0;
        for (int search = 0; search < searches; search++) {
            number = (number + 7_919_777) % count;
            int wanted = (int) number;
            List<User> found = users.search(words("user " + wanted), PageRequest.first(SHOWN));
            require(found.stream().anyMatch(user -> user.id().equals(id(wanted))) || found.size() == SHOWN, "found");
        }
    }

    private static void searchCommon(UserRepository users, int searches) {
        for (int search = 0; search < searches; search++) {
            require(users.search(COMMON, PageRequest.first(SHOWN)).size() == SHOWN, "found");
        }
    }

    /** What a search costs without an index. */
    private static void searchByReading(UserRepository users, int wanted) {
        UserFilter filter = words("user " + wanted);
        int found = 0;
        List<User> page = users.page(PageRequest.first(BATCH));
        while (!page.isEmpty()) {
            found += (int) page.stream().filter(filter::matches).count();
            page = users.page(PageRequest.after(page.get(page.size() - 1).id(), BATCH));
        }
        require(found > 0, "found");
    }

    private static UserFilter words(String typed) {
        return new UserFilter.MatchingWords(SearchWords.of(typed));
    }

    private static User user(int number) {
        return User.of(
                        id(number),
                        LoginIdentifiers.email(email(number)),
                        Lifecycle.startingAt(Instant.EPOCH.plusSeconds(number), UserStatus.ACTIVE))
                .withProperties(List.of(Property.of("org.example.note", new TypedValue.StringValue("n".repeat(420)))))
                .withCredentials(io.keyholder.domain.credential.Credentials.NONE.withPasswordHash(
                        PasswordHash.of("{bcrypt}$2b$12$" + String.format(Locale.ROOT, "%053d", number))));
    }

    private static UserId id(int number) {
        return new UserId(String.format(Locale.ROOT, "user-%09d", number));
    }

    private static String email(int number) {
        return "user." + number + "@example.org";
    }

    private static long sizeOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void timed(String what, int count, Runnable work) {
        long start = System.nanoTime();
        work.run();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        OUT.println(what + " " + count + " in " + took.toMillis() + " ms, heap at most "
                + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("not " + what);
        }
    }
}

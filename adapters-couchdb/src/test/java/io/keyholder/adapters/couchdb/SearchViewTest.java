package io.keyholder.adapters.couchdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.view.DesignDocument;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.PageRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That our view loses no word that Java would find, and reads no more users than may be meant. */
class SearchViewTest {
    /** Every character that the view folds by itself, and every one of ASCII, alone and in words and numbers. */
    private static final List<String> NAMES = IntStream.concat(IntStream.range(1, 0x250), IntStream.range(0x2f0, 0x380))
            .boxed()
            .flatMap(unit -> {
                String text = Character.toString(unit);
                return List.of(
                        text + "x" + text + "y",
                        "12" + text + "34 56",
                        "00 32(0)" + text + "475",
                        "tel:" + text + "0032475",
                        "Q" + text)
                        .stream();
            })
            .toList();

    /** A view comes from one copy of each document, which may be behind on a cluster. */
    private static final int LOOKS = 100;

    @Test
    void holdsTheWordsThatJavaFoldsOrLeavesThemToJava() {
        try (CouchDbSandbox sandbox = CouchDbSandbox.create();
                CouchDbStorage store = CouchDbStorage.open(sandbox.options())) {
            List<User> users = IntStream.range(0, NAMES.size())
                    .mapToObj(number -> user(number, NAMES.get(number)))
                    .toList();
            assertThat(store.users().createAll(users)).hasOnlyElementsOfType(CreateOutcome.Created.class);
            Map<String, Set<String>> keys = keysById(sandbox);
            for (int look = 1; look < LOOKS && keys.size() < users.size(); look++) {
                keys = keysById(sandbox);
            }
            Map<String, Set<String>> found = keys;
            List<User> inJava = users.stream()
                    .filter(user -> keysOf(found, user).contains("j"))
                    .toList();
            assertThat(users)
                    .filteredOn(user -> !inJava.contains(user))
                    .hasSizeGreaterThan(users.size() / 3)
                    .allSatisfy(user -> assertThat(keysOf(found, user))
                            .as("the words of %s", user.profile().name())
                            .containsAll(wordKeys(user)));
            assertThat(users)
                    .filteredOn(user -> !inJava.contains(user) && !mayBePhone(user))
                    .as("only what may be a phone has readings beside the right one")
                    .allSatisfy(user -> assertThat(keysOf(found, user)).isEqualTo(wordKeys(user)));
        }
    }

    private static boolean mayBePhone(User user) {
        return user.profile()
                        .name()
                        .orElse("")
                        .chars()
                        .filter(Character::isDigit)
                        .count()
                >= 6;
    }

    @Test
    void readsOnlyWhoMayBeMeant() {
        try (CouchDbSandbox sandbox = CouchDbSandbox.create()) {
            RecordingExchange exchange =
                    new RecordingExchange(EktorpExchange.with(sandbox.options().endpoint()));
            try (CouchDbStorage store = CouchDbStorage.open(exchange, sandbox.options())) {
                store.users().createAll(List.of(user(1, "Zoë Müller"), user(2, "Ann Smith"), user(3, "Ann Müller")));
                int before = exchange.methods().size();
                assertThat(store.users().search(words("mul"), PageRequest.first(10)))
                        .extracting(user -> user.id().value())
                        .containsExactly("u1", "u3");
                assertThat(exchange.methods()).hasSize(before + 3);
            }
        }
    }

    /** What the first page reads is as much among four hundred users as among many more. */
    @Test
    void readsNoMoreForAWordThatAllHold() {
        assertThat(rowsOfTheFirstPage(400)).isEqualTo(rowsOfTheFirstPage(1_200)).isLessThan(1_000);
    }

    private static int rowsOfTheFirstPage(int users) {
        AtomicInteger rows = new AtomicInteger();
        Exchange server = ClusterModel.single(true).through(0);
        Exchange counting = new Exchange() {
            @Override
            public Reply send(Request request, Deadline deadline) {
                Reply reply = server.send(request, deadline);
                rows.addAndGet(reply.body().split("\"key\"", -1).length - 1);
                return reply;
            }

            @Override
            public void close() {
                server.close();
            }
        };
        CouchDbStorage store =
                CouchDbStorage.open(counting, CouchDbOptions.of(URI.create("http://localhost:1"), "users"));
        store.users()
                .createAll(IntStream.range(0, users)
                        .mapToObj(number -> user(number, "Ann " + number))
                        .toList());
        rows.set(0);
        List<User> page = store.users().search(words("ann"), PageRequest.first(50));
        assertThat(page).hasSize(50);
        assertThat(page)
                .isSortedAccordingTo(Comparator.comparing(user -> user.id().value()));
        return rows.get();
    }

    private static UserFilter words(String typed) {
        return new UserFilter.MatchingWords(SearchWords.of(typed));
    }

    private static Set<String> keysOf(Map<String, Set<String>> keys, User user) {
        return keys.getOrDefault(user.id().value(), Set.of());
    }

    private static Set<String> wordKeys(User user) {
        return SearchWords.heldBy(user).stream()
                .map(word -> "w" + HexFormat.of().formatHex(word.getBytes(UTF_8)))
                .collect(Collectors.toSet());
    }

    /** The words in the view, and its sign for what it leaves to Java. */
    private static Map<String, Set<String>> keysById(CouchDbSandbox sandbox) {
        String view = "/" + sandbox.options().database() + "/"
                + DesignDocument.current().id() + "/_view/search?reduce=false";
        Map<String, Set<String>> keys = new HashMap<>();
        try (Exchange exchange = EktorpExchange.with(sandbox.options().endpoint())) {
            Reply reply = exchange.send(Request.get(view), Deadline.after(Duration.ofMinutes(1)));
            Replies.json(reply).path("rows").forEach(row -> {
                String key = row.path("key").asText();
                if (key.startsWith("w") || key.equals("j")) {
                    keys.computeIfAbsent(row.path("id").asText(), unknown -> new HashSet<>())
                            .add(key);
                }
            });
        }
        return keys;
    }

    private static User user(int number, String name) {
        return User.of(
                        new UserId("u" + number),
                        LoginIdentifiers.login("login-" + number),
                        Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE))
                .withProfile(Profile.NONE.withName(name));
    }
}

package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.PageRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Ids that would reach elsewhere: CVE-2017-12636, CVE-2018-17188, CVE-2021-38295. What counts is what goes over the
 * wire.
 */
class HostileIdsTest {
    private static final List<String> HOSTILE = List.of(
            "",
            ".",
            "..",
            "../_users",
            "..%2f_users",
            "%2e%2e%2f_users",
            "_design/x",
            "_design%2Fx",
            "_local/x",
            "_all_docs",
            "_users",
            "_config",
            "_node/_local/_config",
            "a/b",
            "/a",
            "//host/a",
            "\\..\\_users",
            "?rev=1-0",
            "a?rev=1-0",
            "a&rev=1-0",
            "a#b",
            "%",
            "%2F",
            "%252F",
            "+",
            "a b",
            " ",
            "a;b",
            "a\nb",
            "a\r\nX-Injected: 1\r\n\r\nGET /_users",
            "\u0000",
            "\u2028",
            "\ud800",
            "\udc00a",
            "\ud83d\udd11",
            "e\u0301",
            "\u202egpj",
            "http://elsewhere/",
            "@elsewhere",
            "keyholder;store",
            "\"",
            "{\"_id\":\"x\"}",
            "null",
            "x".repeat(10_000));

    /** One segment under our database that is no place of CouchDB's own, or one of the three that we use. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(?:GET|PUT|POST|DELETE) /users/(?:(?!_)(?!%5[fF])(?!\\.{1,2}[ ?])[A-Za-z0-9._~%-]+|_bulk_docs|_bulk_get|_all_docs"
                    + "|_design/keyholder-[0-9a-f]+(?:/_view/[a-z]+)?)(?:\\?[A-Za-z0-9._~%=&-]*)? HTTP/1\\.1");

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void reachNothingButDocumentsOfTheDatabase() throws IOException {
        try (FaultProxy proxy = FaultProxy.before(new MapCouchDb());
                CouchDbStorage storage = CouchDbStorage.open(CouchDbOptions.of(proxy.uri("http"), "users"))) {
            int opened = proxy.heads().size();
            int refused = 0;
            for (String hostile : HOSTILE) {
                for (Map.Entry<String, BiConsumer<CouchDbStorage, String>> call : calls().entrySet()) {
                    int before = proxy.heads().size();
                    try {
                        call.getValue().accept(storage, hostile);
                    } catch (InvalidValueException typed) {
                        refused++;
                        assertThat(proxy.heads())
                                .as("%s refused without a request", call.getKey())
                                .hasSize(before);
                    }
                }
            }
            assertThat(refused).isGreaterThan(HOSTILE.size());
            List<String> sent = proxy.heads().subList(opened, proxy.heads().size());
            assertThat(sent).hasSizeGreaterThan(HOSTILE.size());
            assertThat(sent)
                    .allSatisfy(head ->
                            assertThat(head.lines().findFirst().orElseThrow()).matches(HARMLESS));
            assertThat(sent).noneMatch(head -> head.contains("X-Injected"));
        }
    }

    /** The pattern that the test above relies on would notice. */
    @Test
    void areToldFromHarmlessOnes() {
        assertThat(Stream.of(
                        "GET /users/../_users HTTP/1.1",
                        "GET /users/a/b HTTP/1.1",
                        "GET /users/_all_dbs HTTP/1.1",
                        "GET /users/%5Fdesign%2Fx HTTP/1.1",
                        "GET /users/.. HTTP/1.1",
                        "GET /_users/a HTTP/1.1",
                        "GET /users HTTP/1.1",
                        "GET //elsewhere/users/a HTTP/1.1",
                        "GET http://elsewhere/users/a HTTP/1.1"))
                .noneMatch(line -> HARMLESS.matcher(line).matches());
        assertThat("GET /users/a%2Fb?rev=1-0 HTTP/1.1").matches(HARMLESS);
    }

    private static Map<String, BiConsumer<CouchDbStorage, String>> calls() {
        Map<String, BiConsumer<CouchDbStorage, String>> calls = new LinkedHashMap<>();
        calls.put("findById", (store, id) -> use(store.users().findById(new UserId(id))));
        calls.put("create", (store, id) -> use(store.users().create(user(id, LoginIdentifiers.login("mary")))));
        calls.put(
                "createAll",
                (store, id) -> use(store.users().createAll(List.of(user(id, LoginIdentifiers.login("john"))))));
        calls.put("identifier", (store, id) -> use(store.users().create(user("u", LoginIdentifiers.login(id)))));
        calls.put("findByIdentifier", (store, id) -> use(store.users().findByIdentifier(IdentifierKey.of(id))));
        calls.put(
                "update",
                (store, id) -> use(store.users()
                        .update(user(id, LoginIdentifiers.login("mary")).withRevision(new Revision("1-0")))));
        calls.put(
                "update at",
                (store, id) -> use(store.users()
                        .update(user("a", LoginIdentifiers.login("mary")).withRevision(new Revision(id)))));
        calls.put("purge", (store, id) -> use(store.users().purge(new UserId(id), new Revision("1-0"))));
        calls.put("purge at", (store, id) -> use(store.users().purge(new UserId("a"), new Revision(id))));
        calls.put("page", (store, id) -> use(store.users().page(new PageRequest(Optional.of(new UserId(id)), 3))));
        calls.put("login state", (store, id) -> use(store.loginStates().find(new LoginStateKey(id))));
        calls.put("login state of", (store, id) -> {
            LoginStateKey key = LoginStateKey.of(new UserId(id));
            use(store.loginStates().find(key));
            use(store.loginStates().compareAndSet(key, Optional.of(new Revision("1-0")), LoginState.NONE));
            store.loginStates().remove(key);
        });
        calls.put(
                "login state at",
                (store, id) -> use(store.loginStates()
                        .compareAndSet(
                                LoginStateKey.of(new UserId("a")), Optional.of(new Revision(id)), LoginState.NONE)));
        calls.put("source", (store, id) -> use(store.loginStates().find(LoginStateKey.ofSource(id))));
        calls.put("invitation", (store, id) -> use(store.invitations().find(new InvitationId(id))));
        calls.put("invitations of", (store, id) -> {
            use(store.invitations().findByUser(new UserId(id)));
            store.invitations().removeOf(new UserId(id));
        });
        calls.put(
                "invitations after",
                (store, id) ->
                        use(store.invitations().open(new InvitationPageRequest(Optional.of(new InvitationId(id)), 3))));
        calls.put("closed invitations", (store, id) -> use(store.invitations().removeClosedBefore(NOW)));
        calls.put("keys of", (store, id) -> use(store.publicKeys().keysOf(new DataOwnerId(id))));
        calls.put("key", (store, id) -> use(store.publicKeys().find(id)));
        return calls;
    }

    private static User user(String id, LoginIdentifiers identifiers) {
        return FrailWriter.user(new UserId(id), identifiers, "name");
    }

    private static void use(Object result) {
        assertThat(result).isNotNull();
    }
}

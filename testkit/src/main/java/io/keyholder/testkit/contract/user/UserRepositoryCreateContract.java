package io.keyholder.testkit.contract.user;

import static io.keyholder.testkit.internal.TestUsers.created;
import static io.keyholder.testkit.internal.TestUsers.deleted;
import static io.keyholder.testkit.internal.TestUsers.loggingInAs;
import static io.keyholder.testkit.internal.TestUsers.named;
import static io.keyholder.testkit.internal.TestUsers.revisionOf;
import static io.keyholder.testkit.internal.TestUsers.updated;
import static io.keyholder.testkit.internal.TestUsers.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link UserRepository#create} promises for one user. */
@Promise(of = UserRepository.class, value = "Stores a new user.")
public interface UserRepositoryCreateContract extends StoreContract {
    @Test
    @Promise(of = UserRepository.class, value = "MUST ignore the revision it carries and give it one.")
    default void storesANewUserWithARevision(UserRepository users) {
        User stored = created(users, named("mary"));
        assertThat(stored.revision()).isPresent();
        assertThat(stored.withoutRevision()).isEqualTo(named("mary"));
        assertThat(users.findById(stored.id())).contains(stored);
    }

    @Test
    @Promise(of = UserRepository.class, value = "MUST ignore the revision it carries and give it one.")
    default void ignoresTheRevisionThatANewUserCarries(UserRepository users) {
        User stored = created(users, named("mary").withRevision(new Revision("7-from-elsewhere")));
        assertThat(stored.revision()).isPresent().isNotEqualTo(Optional.of(new Revision("7-from-elsewhere")));
        updated(users, stored);
    }

    @Test
    default void refusesATakenId(UserRepository users) {
        User stored = created(users, named("mary"));
        assertThat(users.create(loggingInAs(named("mary"), "other"))).isEqualTo(new CreateOutcome.IdTaken());
        assertThat(users.findById(stored.id())).contains(stored);
        assertThat(users.findByIdentifier(IdentifierKey.of("other"))).isEqualTo(new IdentifierLookup.Nobody());
    }

    @Test
    default void refusesTheIdOfASoftDeletedUser(UserRepository users) {
        User stored = created(users, deleted(named("mary")));
        assertThat(users.create(named("mary"))).isEqualTo(new CreateOutcome.IdTaken());
        assertThat(users.findById(stored.id())).contains(stored);
    }

    @Test
    @Promise(
            of = UserRepository.class,
            value = "CreateOutcome.IdTaken before CreateOutcome.IdentifierTaken when both hold")
    default void refusesATakenIdBeforeATakenIdentifier(UserRepository users) {
        created(users, named("mary"));
        created(users, named("john"));
        assertThat(users.create(named("mary"))).isEqualTo(new CreateOutcome.IdTaken());
        assertThat(users.create(loggingInAs(named("mary"), "john"))).isEqualTo(new CreateOutcome.IdTaken());
    }

    @Test
    @Promise(of = UserRepository.class, value = "No two undeleted users share an IdentifierKey, under any race.")
    default void namesAnIdentifierThatIsTaken(UserRepository users) {
        created(users, named("mail@example.org"));
        created(users, named("+32470000001"));
        LoginIdentifiers secondAndThirdTaken =
                LoginIdentifiers.login("free").withEmail("MAIL@example.org").withMobilePhone("+32 470 00 00 01");
        assertThat(users.create(user("new", secondAndThirdTaken)))
                .isIn(
                        new CreateOutcome.IdentifierTaken(IdentifierKey.of("mail@example.org")),
                        new CreateOutcome.IdentifierTaken(IdentifierKey.of("+32470000001")));
    }

    @Test
    @Promise(
            of = UserRepository.class,
            value = "A write of one user happens wholly or not at all, also when the process dies in " + "it.")
    default void takesNothingWhenItRefuses(UserRepository users) {
        created(users, named("taken"));
        LoginIdentifiers oneFree = LoginIdentifiers.login("free").withEmail("taken");
        assertThat(users.create(user("new", oneFree)))
                .isEqualTo(new CreateOutcome.IdentifierTaken(IdentifierKey.of("taken")));
        assertThat(users.findById(new UserId("new"))).isEmpty();
        assertThat(users.findByIdentifier(IdentifierKey.of("free"))).isEqualTo(new IdentifierLookup.Nobody());
        created(users, user("other", LoginIdentifiers.login("free")));
        created(users, user("new", LoginIdentifiers.login("new")));
    }

    @Test
    @Promise(of = UserRepository.class, value = "A soft-deleted user holds none of its identifiers.")
    default void storesASoftDeletedUserWhoseIdentifiersAreTaken(UserRepository users) {
        User living = created(users, named("mary"));
        User buried = created(users, deleted(user("old-mary", LoginIdentifiers.login("mary"))));
        assertThat(users.findById(buried.id())).contains(buried);
        assertThat(users.findByIdentifier(IdentifierKey.of("mary"))).isEqualTo(new IdentifierLookup.Found(living));
    }

    @Test
    @Promise(of = UserRepository.class, value = "No two undeleted users share an IdentifierKey, under any race.")
    default void acceptsOneIdentifierInSeveralPlacesOfOneUser(UserRepository users) {
        LoginIdentifiers phoneEverywhere =
                LoginIdentifiers.email("+32470000001").withMobilePhone("+32 470 00 00 01");
        User stored = created(users, user("phone", phoneEverywhere));
        assertThat(users.findByIdentifier(IdentifierKey.of("+32470000001")))
                .isEqualTo(new IdentifierLookup.Found(stored));
    }

    @Test
    @Promise(
            of = UserRepository.class,
            value = "A stored user comes back equal to what was stored, but for its revision: "
                    + "nothing is lost, rounded or trimmed.")
    default void keepsIdsApartThatDifferInLetterCaseOrComposition(UserRepository users) {
        List<String> ids = List.of("id", "ID", "Id", "\u0131d", "\u0130d", "\u00e9", "e\u0301", "ﬁ", "fi", "ß", "ss");
        for (int i = 0; i < ids.size(); i++) {
            created(users, user(ids.get(i), LoginIdentifiers.login("login-" + i)));
        }
        assertThat(users.count()).isEqualTo(ids.size());
        assertThat(ids)
                .allSatisfy(id -> assertThat(users.findById(new UserId(id)))
                        .hasValueSatisfying(
                                found -> assertThat(found.id().value()).isEqualTo(id)));
    }

    @Test
    @Promise(
            of = UserRepository.class,
            value = "A stored user comes back equal to what was stored, but for its revision: "
                    + "nothing is lost, rounded or trimmed.")
    default void takesHostileIdsForWhatTheyAre(UserRepository users) {
        List<String> ids = List.of(
                "'OR'1'='1",
                "x')DROP-TABLE-users--",
                "\"quoted\"",
                "`",
                "$where",
                "...",
                "null",
                "*",
                "${user.name}",
                "{\"$gt\":\"\"}",
                "<script>alert(1)<",
                "\ud83d\udd11",
                "x".repeat(UserId.MAX_LENGTH),
                "\ud83d\udd11".repeat(UserId.MAX_LENGTH / 2));
        for (int i = 0; i < ids.size(); i++) {
            created(users, user(ids.get(i), LoginIdentifiers.login("login-" + i)));
        }
        for (String id : ids) {
            User found = users.findById(new UserId(id)).orElseThrow();
            assertThat(found.id().value()).isEqualTo(id);
            assertThat(users.purge(found.id(), revisionOf(found))).isEqualTo(new PurgeOutcome.Purged());
        }
        assertThat(users.count()).isZero();
    }

    @Test
    @Promise(
            of = UserRepository.class,
            value = "A stored user comes back equal to what was stored, but for its revision: "
                    + "nothing is lost, rounded or trimmed.")
    default void takesHostileIdentifiersForWhatTheyAre(UserRepository users) {
        List<String> logins = Stream.of("'; DROP TABLE users; --", "%", "_", "a_c", "a%", "\\", "\"", "?", "/../", "{}")
                .toList();
        List<User> stored = logins.stream()
                .map(login -> created(users, user("id-" + logins.indexOf(login), LoginIdentifiers.login(login))))
                .toList();
        assertThat(users.findByIdentifier(IdentifierKey.of("abc"))).isEqualTo(new IdentifierLookup.Nobody());
        assertThat(stored)
                .allSatisfy(user -> assertThat(users.findByIdentifier(
                                user.identifiers().keys().iterator().next()))
                        .isEqualTo(new IdentifierLookup.Found(user)));
    }

    /** U+FDFA folds to eighteen characters, so that the comparison key is far longer than the identifier. */
    @Test
    @Promise(
            of = UserRepository.class,
            value = "A stored user comes back equal to what was stored, but for its revision: "
                    + "nothing is lost, rounded or trimmed.")
    default void keepsTheLongestIdentifiersAndTheirKeysApart(UserRepository users) {
        String start = "\ufdfa".repeat(IdentifierKey.MAX_LENGTH - 1);
        User one = created(users, user("one", LoginIdentifiers.login(start + "a")));
        User two = created(users, user("two", LoginIdentifiers.login(start + "b")));
        assertThat(users.findByIdentifier(IdentifierKey.of(start + "A"))).isEqualTo(new IdentifierLookup.Found(one));
        assertThat(users.findByIdentifier(IdentifierKey.of(start + "B"))).isEqualTo(new IdentifierLookup.Found(two));
        assertThat(users.create(user("three", LoginIdentifiers.email(start + "a"))))
                .isEqualTo(new CreateOutcome.IdentifierTaken(IdentifierKey.of(start + "a")));
    }
}

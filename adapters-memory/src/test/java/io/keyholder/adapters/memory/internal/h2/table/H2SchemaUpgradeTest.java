package io.keyholder.adapters.memory.internal.h2.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.internal.h2.directory.DatabaseFiles;
import io.keyholder.adapters.memory.internal.h2.transaction.StoreRow;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.UpdateOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that an earlier version of this library wrote is upgraded when it is opened, and its users are there. */
class H2SchemaUpgradeTest {
    /** What the migrations from version 2 on made. */
    private static final String[] LATER_TABLES = {
        "",
        "",
        "public_keys",
        "login_states",
        "invitations",
        "",
        "user_events",
        "user_terms, keyholder.user_term_filling",
        "shared_identifiers, keyholder.identifier_filling"
    };

    private static final User ADA = User.of(
            new UserId("ada"),
            LoginIdentifiers.email("ada@example.org"),
            Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));

    private static final List<User> MANY = IntStream.range(1_000, 1_600)
            .mapToObj(number -> User.of(
                    new UserId("u-" + number),
                    LoginIdentifiers.email(number + "@example.org"),
                    Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE)))
            .toList();

    private static final UserFilter EXAMPLES = new UserFilter.MatchingWords(SearchWords.of("example"));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void keepsItsUsersAndWorksLikeANewOne(int version) throws Exception {
        User stored = storeOfVersion(version);

        try (H2Storage storage = H2Storage.at(directory)) {
            assertThat(storage.users().findById(ADA.id())).contains(stored);
            assertThat(storage.users().search(EXAMPLES, PageRequest.first(2))).containsExactly(stored);
            LoginState state = LoginState.NONE.withCodeUsed(7);
            assertThat(storage.loginStates().compareAndSet(LoginStateKey.of(ADA.id()), Optional.empty(), state))
                    .isTrue();
            storage.userEvents().start();
            assertThat(storage.users().purge(ADA.id(), new Revision("none"))).isEqualTo(new PurgeOutcome.Stale());
            assertThat(storage.userEvents().pending("", 1)).isEmpty();
        }
        try (H2Storage again = H2Storage.at(directory)) {
            assertThat(again.users().findById(ADA.id())).contains(stored);
            assertThat(again.loginStates().find(LoginStateKey.of(ADA.id()))).isPresent();
        }
    }

    @Test
    void theVersionIsWhatTheMigrationsComeTo() {
        assertThat(StoreRow.CURRENT_VERSION).isEqualTo(H2Schema.latestVersion());
    }

    @Test
    void keepsItsKeysAndFindsThemByFingerprint() throws Exception {
        storeOfVersion(4);
        byte[] spki = new byte[294];
        spki[293] = 0x7f;
        EncryptionPublicKey publicKey = EncryptionPublicKey.ofSpki(spki, KeyPadding.OAEP_SHA1);
        RegisteredKey key = new RegisteredKey(new DataOwnerId("hcp-1"), publicKey, Instant.EPOCH);
        HexFormat hex = HexFormat.of();
        change("DROP INDEX keyholder.public_keys_by_tail");
        for (String column : List.of("tail", "voucher", "vouched_second", "vouched_nano")) {
            change("ALTER TABLE keyholder.public_keys DROP COLUMN " + column);
        }
        change(
                "INSERT INTO keyholder.public_keys(owner, fingerprint, padding, spki, registered_second, registered_nano)"
                        + " VALUES (X'" + hex.formatHex("hcp-1".getBytes(StandardCharsets.UTF_8)) + "', X'"
                        + publicKey.fingerprint().sha256() + "', 'OAEP_SHA1', X'" + hex.formatHex(spki) + "', 0, 0)");

        try (H2Storage storage = H2Storage.at(directory)) {
            assertThat(storage.publicKeys().keysOf(key.owner())).containsExactly(key);
            assertThat(storage.publicKeys().find(publicKey.fingerprint().v1())).containsExactly(key);
            assertThat(storage.publicKeys().find(publicKey.fingerprint().v2())).containsExactly(key);
        }
    }

    /** The process died in the middle of it. */
    @Test
    void goesOnWritingTermsWhereItWasInterrupted() throws Exception {
        try (H2Storage storage = H2Storage.at(directory)) {
            storage.users().createAll(MANY);
        }
        change("DELETE FROM keyholder.user_terms WHERE user_id > X'" + hex("u-1300") + "'");
        change("UPDATE keyholder.user_term_filling SET is_complete = FALSE, up_to = X'" + hex("u-1300") + "'");
        Files.delete(new DatabaseFiles(directory.toRealPath()).sealFile());

        try (H2Storage storage = H2Storage.at(directory)) {
            assertThat(storage.users().count(EXAMPLES)).isEqualTo(MANY.size());
        }
    }

    @Test
    void writesTermsOfAnotherFormAnew() throws Exception {
        try (H2Storage storage = H2Storage.at(directory)) {
            storage.users().createAll(MANY);
        }
        change("UPDATE keyholder.user_terms SET term = X'" + hex("wother") + "' WHERE term = X'" + hex("wexample")
                + "'");
        change("UPDATE keyholder.user_term_filling SET form = 'another'");
        Files.delete(new DatabaseFiles(directory.toRealPath()).sealFile());

        try (H2Storage storage = H2Storage.at(directory)) {
            assertThat(storage.users().count(EXAMPLES)).isEqualTo(MANY.size());
            assertThat(storage.users().count(new UserFilter.MatchingWords(SearchWords.of("other"))))
                    .isZero();
        }
    }

    /**
     * Under the first folding these were two identifiers; nothing of either user may be lost, and neither gets in by
     * chance.
     */
    @Test
    void usersThatANewFoldingBringsTogetherShareTheIdentifier() throws Exception {
        User plus = phone("a", "+32475123456");
        User zeros = phone("b", "0032475123456");
        IdentifierKey key = IdentifierKey.of("+32 (0)475 12 34 56");
        storeOfFirstFolding(List.of(plus, zeros, phone("c", "0032475999999")));
        try (H2Storage storage = H2Storage.at(directory)) {
            assertThat(storage.users().findByIdentifier(key))
                    .isEqualTo(new IdentifierLookup.Ambiguous(Set.of(plus.id(), zeros.id())));
            assertThat(storage.sharedIdentifiers()).isEqualTo(Map.of(key, Set.of(plus.id(), zeros.id())));
            assertThat(storage.users()
                            .findByIdentifier(IdentifierKey.of("+32475999999"))
                            .single())
                    .isPresent();
            assertThat(storage.users().create(phone("d", "+32475123456")))
                    .isEqualTo(new CreateOutcome.IdentifierTaken(key));
            User stored = storage.users().findById(zeros.id()).orElseThrow();
            assertThat(stored.identifiers()).isEqualTo(zeros.identifiers());
            User named =
                    updated(storage, stored.withIdentifiers(stored.identifiers().withLogin("bob")));
            assertThat(storage.users().findByIdentifier(key)).isInstanceOf(IdentifierLookup.Ambiguous.class);
            User holder = storage.users().findById(plus.id()).orElseThrow();
            updated(storage, holder.withIdentifiers(LoginIdentifiers.login("ann")));
            assertThat(storage.users().findByIdentifier(key)).isEqualTo(new IdentifierLookup.Found(named));
            assertThat(storage.sharedIdentifiers()).isEmpty();
        }
    }

    /** The process died in the middle of it. */
    @Test
    void goesOnFoldingIdentifiersWhereItWasInterrupted() throws Exception {
        List<User> phones = IntStream.range(1_000, 1_600)
                .mapToObj(number -> phone("u-" + number, "003247512" + number))
                .toList();
        storeOfFirstFolding(phones);
        change("UPDATE keyholder.identifier_filling SET form = '" + IdentifierKey.FOLDING_VERSION + "/"
                + Runtime.version().feature() + "', is_complete = FALSE, up_to = X'" + hex("u-1300") + "'");
        try (H2Storage storage = H2Storage.at(directory)) {
            assertThat(storage.users()
                            .findByIdentifier(IdentifierKey.of("+32475121301"))
                            .single())
                    .isPresent();
            assertThat(storage.users()
                            .findByIdentifier(IdentifierKey.of("+32475121599"))
                            .single())
                    .isPresent();
        }
    }

    private static User updated(H2Storage storage, User user) {
        return ((UpdateOutcome.Updated) storage.users().update(user)).user();
    }

    private static User phone(String id, String phone) {
        return User.of(
                new UserId(id),
                new LoginIdentifiers(Optional.empty(), Optional.empty(), Optional.of(phone)),
                Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
    }

    /** A store that holds each phone as it is written, as the first folding had it. */
    private void storeOfFirstFolding(List<User> users) throws Exception {
        H2Storage.at(directory).close();
        for (User user : users) {
            StoredUser row = StoredUser.of(user.id(), new Revision("1-x"), UserDocuments.writeUtf8(user));
            change("INSERT INTO keyholder.users(id, revision, checksum, document) VALUES (X'"
                    + hex(user.id().value()) + "', '1-x', " + row.checksum() + ", X'"
                    + HexFormat.of().formatHex(row.document()) + "')");
            change("INSERT INTO keyholder.identifiers(identifier_key, user_id) VALUES (X'"
                    + hex(user.identifiers().mobilePhone().orElseThrow()) + "', X'"
                    + hex(user.id().value()) + "')");
        }
        change("UPDATE keyholder.identifier_filling SET form = '1/17'");
        Files.delete(new DatabaseFiles(directory.toRealPath()).sealFile());
    }

    @Test
    void leavesADamagedUserToWhoeverReadsIt() throws Exception {
        User stored = storeOfVersion(6);
        change("INSERT INTO keyholder.users SELECT X'" + hex("bad")
                + "', revision, checksum, document FROM keyholder.users");

        try (H2Storage storage = H2Storage.at(directory)) {
            assertThat(storage.users().search(EXAMPLES, PageRequest.first(2))).containsExactly(stored);
            assertThatThrownBy(() -> storage.users().findById(new UserId("bad")))
                    .isInstanceOf(StoreCorruptException.class);
        }
    }

    private User storeOfVersion(int version) throws Exception {
        User stored;
        try (H2Storage storage = H2Storage.at(directory)) {
            stored = ((CreateOutcome.Created) storage.users().create(ADA)).user();
        }
        for (int later = version + 1; later < LATER_TABLES.length; later++) {
            if (!LATER_TABLES[later].isEmpty()) {
                change("DROP TABLE keyholder." + LATER_TABLES[later]);
            }
        }
        change("UPDATE keyholder.store SET version = " + version);
        Files.delete(new DatabaseFiles(directory.toRealPath()).sealFile());
        return stored;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private void change(String statement) throws Exception {
        String url = "jdbc:h2:" + new DatabaseFiles(directory.toRealPath()).databaseName();
        try (Connection connection = DriverManager.getConnection(url, "KEYHOLDER", "");
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }
}

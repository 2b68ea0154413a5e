package io.keyholder.adapters.memory.internal.h2.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.Scratch;
import io.keyholder.adapters.memory.internal.h2.directory.HostDatabases;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreVersionException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only this store can break. */
class H2LoginStateRepositoryTest {
    private static final LoginStateKey MARY = LoginStateKey.of(new UserId("mary"));
    private static final LoginStateKey JOHN = LoginStateKey.of(new UserId("john"));

    private final Scratch scratch = Scratch.create();
    private final JdbcConnectionPool host = JdbcConnectionPool.create(
            "jdbc:h2:async:" + scratch.path().resolve("host") + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE", "SA", "");
    private final H2Storage storage = H2Storage.over(host);
    private final LoginStateRepository states = storage.loginStates();

    @AfterEach
    void closeStore() {
        storage.close();
        HostDatabases.shutDown(host);
        scratch.close();
    }

    @Test
    void upgradesAStoreThatRememberedNoLogins() {
        User mary = User.of(
                new UserId("mary"),
                LoginIdentifiers.login("mary"),
                Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
        storage.users().create(mary);
        HostDatabases.execute(
                host, "DROP TABLE keyholder.login_states", "UPDATE keyholder.store SET version = 2 WHERE id = 1");
        try (H2Storage upgraded = H2Storage.over(host)) {
            assertThat(upgraded.users()
                            .findByIdentifier(IdentifierKey.of("mary"))
                            .single())
                    .isPresent();
            assertThat(upgraded.loginStates().compareAndSet(MARY, Optional.empty(), LoginState.NONE))
                    .isTrue();
        }
    }

    @Test
    void refusesADocumentThatIsNotTheOneItStored() {
        store(MARY, LoginState.NONE.withCodeUsed(7));
        HostDatabases.execute(host, "UPDATE keyholder.login_states SET document = X'" + hex("{\"version\":1}") + "'");
        assertThatThrownBy(() -> states.find(MARY))
                .isInstanceOf(StoreCorruptException.class)
                .hasMessageContaining(MARY.value());
    }

    @Test
    void refusesTheRecordOfAnother() {
        store(MARY, LoginState.NONE.withCodeUsed(7));
        HostDatabases.execute(host, "UPDATE keyholder.login_states SET state_key = '" + JOHN + "'");
        assertThatThrownBy(() -> states.find(JOHN)).isInstanceOf(StoreCorruptException.class);
    }

    @Test
    void refusesARecordOfALaterVersion() {
        Revision revision = store(MARY, LoginState.NONE).revision();
        String later = "{\"version\":2,\"newGuard\":true}";
        int checksum = ChecksummedRow.of(MARY.value(), revision, later.getBytes(StandardCharsets.UTF_8))
                .checksum();
        HostDatabases.execute(
                host, "UPDATE keyholder.login_states SET document = X'" + hex(later) + "', checksum = " + checksum);
        assertThatThrownBy(() -> states.find(MARY)).isInstanceOf(StoreVersionException.class);
    }

    private Stored store(LoginStateKey key, LoginState state) {
        assertThat(states.compareAndSet(key, Optional.empty(), state)).isTrue();
        return states.find(key).orElseThrow();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}

package io.keyholder.adapters.memory.internal.h2.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.Scratch;
import io.keyholder.adapters.memory.internal.h2.directory.HostDatabases;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.InvitationRepository;
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
class H2InvitationRepositoryTest {
    private static final InvitationId ID = new InvitationId("one");

    private final Scratch scratch = Scratch.create();
    private final JdbcConnectionPool host = JdbcConnectionPool.create(
            "jdbc:h2:async:" + scratch.path().resolve("host") + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE", "SA", "");
    private final H2Storage storage = H2Storage.over(host);
    private final InvitationRepository invitations = storage.invitations();

    @AfterEach
    void closeStore() {
        storage.close();
        HostDatabases.shutDown(host);
        scratch.close();
    }

    @Test
    void upgradesAStoreThatKeptNoInvitations() {
        User mary = User.of(
                new UserId("mary"),
                LoginIdentifiers.login("mary"),
                Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
        storage.users().create(mary);
        HostDatabases.execute(
                host, "DROP TABLE keyholder.invitations", "UPDATE keyholder.store SET version = 3 WHERE id = 1");
        try (H2Storage upgraded = H2Storage.over(host)) {
            assertThat(upgraded.users().findById(mary.id())).isPresent();
            assertThat(upgraded.invitations().compareAndSet(Optional.empty(), invitation()))
                    .isTrue();
        }
    }

    @Test
    void refusesADocumentThatIsNotTheOneItStored() {
        store();
        HostDatabases.execute(host, "UPDATE keyholder.invitations SET document = X'7b7d'");
        assertThatThrownBy(() -> invitations.find(ID))
                .isInstanceOf(StoreCorruptException.class)
                .hasMessage("the invitation one is damaged");
    }

    @Test
    void refusesTheRowOfAnotherInvitation() {
        store();
        HostDatabases.execute(host, "UPDATE keyholder.invitations SET id = 'two'");
        assertThatThrownBy(() -> invitations.find(new InvitationId("two"))).isInstanceOf(StoreCorruptException.class);
    }

    @Test
    void refusesAnInvitationOfALaterVersion() {
        store();
        Revision revision = invitations.find(ID).orElseThrow().revision();
        byte[] later = "{\"version\":2}".getBytes(StandardCharsets.UTF_8);
        int checksum = ChecksummedRow.of(ID.value(), revision, later).checksum();
        HostDatabases.execute(
                host,
                "UPDATE keyholder.invitations SET document = X'"
                        + HexFormat.of().formatHex(later) + "', checksum = " + checksum);
        assertThatThrownBy(() -> invitations.find(ID)).isInstanceOf(StoreVersionException.class);
    }

    private void store() {
        assertThat(invitations.compareAndSet(Optional.empty(), invitation())).isTrue();
    }

    private static Invitation invitation() {
        return Invitation.pending(
                ID,
                new UserId("mary"),
                Contact.email("mary@example.org"),
                "en",
                Instant.EPOCH,
                Instant.EPOCH.plus(Invitation.DEFAULT_LIFE));
    }
}

package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.conflict.ReplicaConflict;
import io.keyholder.adapters.couchdb.conflict.ReplicaConflict.OfRecord;
import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.event.EventIntent;
import io.keyholder.adapters.couchdb.internal.record.StoreMetadata;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.event.UserEvent.Kind;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.InvitationRepository.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How what two replicas remember is merged: to the side that lets in less, whichever version CouchDB shows. */
class RecordReplicasTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final UserId ADA = new UserId("ada");
    private static final LoginStateKey KEY = LoginStateKey.of(ADA);
    private static final PasswordHash ONE = PasswordHash.of("{bcrypt}$2a$04$" + "a".repeat(53));
    private static final PasswordHash TWO = PasswordHash.of("{bcrypt}$2a$04$" + "b".repeat(53));
    private static final PasswordHash THREE = PasswordHash.of("{bcrypt}$2a$04$" + "c".repeat(53));
    private static final Invitation PENDING = Invitation.pending(
            new InvitationId("one"), ADA, Contact.email("ada@example.org"), "en", NOW, NOW.plusSeconds(60));

    private final CouchDbSandbox here = CouchDbSandbox.create();
    private final CouchDbSandbox there = CouchDbSandbox.create();
    private final CouchDbStorage store = here.open();
    private final CouchDbStorage replica = there.open();

    @AfterEach
    void remove() {
        store.close();
        replica.close();
        here.close();
        there.close();
    }

    @Test
    void keepsTheMostAttemptsTheLatestCodeAndTheRecoveryCodesThatBothHave() {
        LoginState few = LoginState.NONE
                .withSecondFactorConfirmed(NOW, List.of(ONE, TWO))
                .withLogin(NOW.plusSeconds(3))
                .withAttempts(new Attempts(2, Optional.of(NOW.plusSeconds(9))))
                .withCodeUsed(7)
                .withTokenUsed("phone", NOW);
        LoginState many = LoginState.NONE
                .withSecondFactorConfirmed(NOW.plusSeconds(1), List.of(TWO, THREE))
                .withAttempts(new Attempts(5, Optional.of(NOW.plusSeconds(1))))
                .withCodeUsed(3)
                .withPasswordChangeDemanded(Optional.of(NOW))
                .withTokenUsed("phone", NOW.plusSeconds(5));
        for (List<LoginState> both : List.of(List.of(few, many), List.of(many, few))) {
            store.loginStates().compareAndSet(KEY, Optional.empty(), both.get(0));
            replica.loginStates().compareAndSet(KEY, Optional.empty(), both.get(1));
            replicateAndSettle();

            LoginState merged = store.loginStates().find(KEY).orElseThrow().state();
            assertThat(merged.attempts()).isEqualTo(new Attempts(5, Optional.of(NOW.plusSeconds(9))));
            assertThat(merged.lastCodeStep()).hasValue(7);
            assertThat(merged.recoveryCodes()).containsExactly(TWO);
            assertThat(merged.secondFactorConfirmed()).contains(NOW.plusSeconds(1));
            assertThat(merged.passwordChangeDemanded()).contains(NOW);
            assertThat(merged.lastLogin()).contains(NOW.plusSeconds(3));
            assertThat(merged.tokenLastUse()).containsEntry("phone", NOW.plusSeconds(5));
            store.loginStates().remove(KEY);
            replica.loginStates().remove(KEY);
        }
    }

    @Test
    void letsNoLoginThatWaitedForItsCodeOnOneReplicaGoOn() {
        store.loginStates().compareAndSet(KEY, Optional.empty(), LoginState.NONE.withCodeUsed(1));
        replica.loginStates().compareAndSet(KEY, Optional.empty(), LoginState.NONE.withCodeUsed(2));
        replicateAndSettle();
        LoginState merged = store.loginStates().find(KEY).orElseThrow().state();
        assertThat(merged.pendingLogin()).isEmpty();
        assertThat(merged.pendingContact()).isEmpty();
    }

    @Test
    void closesAnInvitationThatWasClosedOnOneReplica() {
        assertMerges(now -> now.sentAt(NOW), now -> now.revokedAt(NOW), PENDING.revokedAt(NOW));
        assertMerges(now -> now.revokedAt(NOW), now -> now.acceptedAt(NOW), PENDING.acceptedAt(NOW));
        assertMerges(
                now -> now.expiredAt(NOW.plusSeconds(60)),
                now -> now.sentAt(NOW),
                PENDING.expiredAt(NOW.plusSeconds(60)));
        Invitation renewed = PENDING.renewed(PENDING.contact(), NOW.plusSeconds(5), NOW.plusSeconds(90));
        assertMerges(now -> renewed, now -> now.sentAt(NOW), renewed);
    }

    @Test
    void countsAsAdoptedOnlyWhatBothAdopted() {
        CouchDbSandbox old = CouchDbSandbox.create();
        try {
            store.users().create(user("eve"));
            Database database = new Database(
                    old.exchange(), old.options().database(), old.options().deadline());
            database.create(database.deadline());
            database.close();
            Replication.ofRecords(here, old);
            old.open().close();
            Replication.of(old, here, StoreMetadata.ID::equals);
            store.replicas().settleRecords();
            assertThat(isAdopted(here)).isFalse();
            assertThat(conflicts()).isEmpty();
            assertThat(store.adoption().run(event -> {}).isAdopted()).isTrue();
            assertThat(isAdopted(here)).isTrue();
        } finally {
            old.close();
        }
    }

    /** One replica noted that the write was done, the other did not hear of it. */
    @Test
    void tellsOfAnEventThatIsDoneOnOneReplica() {
        store.userEvents().start();
        replica.userEvents().start();
        User ada = ((CreateOutcome.Created) store.users().create(user("ada"))).user();
        EventIntent ahead = EventIntent.ahead(ADA, ada.revision().orElseThrow().value(), Set.of(Kind.DISABLED));
        for (boolean isDoneHere : List.of(true, false)) {
            write(here, isDoneHere ? ahead.settled() : ahead);
            write(there, isDoneHere ? ahead : ahead.settled());
            replicateAndSettle();
            assertThat(store.userEvents().pending("", 10))
                    .extracting(UserEvent::kinds)
                    .contains(Set.of(Kind.DISABLED));
            store.userEvents().acknowledge(ahead.event());
            replica.userEvents().acknowledge(ahead.event());
        }
    }

    @Test
    void keepsEventsThatOneReplicaStoppedAndTheOtherStarted() {
        store.userEvents().start();
        replica.userEvents().start();
        replica.userEvents().stop();
        replica.userEvents().start();
        replicateAndSettle();
        store.users().create(user("eve"));
        assertThat(store.userEvents().pending("", 10))
                .extracting(event -> event.user().value())
                .containsExactly("eve");
    }

    private void assertMerges(UnaryOperator<Invitation> first, UnaryOperator<Invitation> second, Invitation expected) {
        for (List<UnaryOperator<Invitation>> both : List.of(List.of(first, second), List.of(second, first))) {
            store.invitations().compareAndSet(Optional.empty(), PENDING);
            Replication.ofRecords(here, there);
            change(store, both.get(0));
            change(replica, both.get(1));
            replicateAndSettle();
            assertThat(store.invitations().find(PENDING.id()).map(Stored::invitation))
                    .contains(expected);
            store.invitations().removeOf(ADA);
            replica.invitations().removeOf(ADA);
        }
    }

    private static void change(CouchDbStorage storage, UnaryOperator<Invitation> change) {
        Stored stored = storage.invitations().find(PENDING.id()).orElseThrow();
        assertThat(storage.invitations()
                        .compareAndSet(Optional.of(stored.revision()), change.apply(stored.invitation())))
                .isTrue();
    }

    private void replicateAndSettle() {
        Replication.ofRecords(there, here);
        assertThat(conflicts()).isNotEmpty().allMatch(OfRecord.class::isInstance);
        assertThat(store.replicas().settleRecords()).isPositive();
        assertThat(conflicts()).isEmpty();
    }

    private List<ReplicaConflict> conflicts() {
        return store.replicas().conflicts(Optional.empty(), 100);
    }

    private static boolean isAdopted(CouchDbSandbox sandbox) {
        Database database = new Database(
                sandbox.exchange(),
                sandbox.options().database(),
                sandbox.options().deadline());
        try {
            return StoreMetadata.read(database, database.deadline())
                    .orElseThrow()
                    .isAdopted();
        } finally {
            database.close();
        }
    }

    private static void write(CouchDbSandbox sandbox, EventIntent announcement) {
        Database database = new Database(
                sandbox.exchange(),
                sandbox.options().database(),
                sandbox.options().deadline());
        database.put(announcement.draft(), database.deadline());
        database.close();
    }

    private static User user(String name) {
        return FrailWriter.user(new UserId(name), LoginIdentifiers.login(name), name);
    }
}

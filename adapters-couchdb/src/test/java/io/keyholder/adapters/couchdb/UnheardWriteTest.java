package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.http.UnansweredException;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UpdateOutcome;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A node takes a write and does not respond any more, so that the writer never hears of its revision. The store finds
 * the write by its mark later, and settles it: what the majority acknowledged meanwhile stands, and no conflict stays.
 */
class UnheardWriteTest {
    private static final UserId ADA = new UserId("ada");
    private static final List<Integer> FIRST_ALONE = List.of(0, 1, 1);
    private static final int MOST_TURNS = 8;
    private static final CouchDbOptions OPTIONS = CouchDbOptions.of(URI.create("http://localhost:1"), "users")
            .withPatience(Duration.ZERO)
            .withDeadline(Duration.ofSeconds(20));

    private final ClusterModel cluster = ClusterModel.of(3, new Random(20_261_201L));
    private final Silent node = new Silent(cluster.through(0));
    private final CouchDbStorage unheard = CouchDbStorage.open(node, OPTIONS);
    private final CouchDbStorage majority = CouchDbStorage.open(cluster.through(1), OPTIONS);

    static Stream<UnaryOperator<User>> changes() {
        return Stream.of(
                user -> user.withProfile(user.profile().withName("unheard")),
                user -> user.withLifecycle(life -> life.withStatus(UserStatus.DISABLED)),
                user -> user.withIdentifiers(LoginIdentifiers.login("unheard")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void givesWayToWhatWasAcknowledged(UnaryOperator<User> change) {
        User ada = created();
        cluster.cut(FIRST_ALONE);
        User changed = ada.withProfile(ada.profile().withName("acknowledged"));
        assertUnheard(() -> unheard.users().update(change.apply(ada)));
        assertThat(majority.users().update(changed)).isInstanceOf(UpdateOutcome.Updated.class);
        settleLater();
        assertThat(majority.users()
                        .findByIdentifier(IdentifierKey.of("ada"))
                        .single()
                        .map(User::withoutRevision))
                .contains(changed.withoutRevision());
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void countsOrIsGoneWhereNothingElseWasWritten(UnaryOperator<User> change) {
        User ada = created();
        cluster.cut(FIRST_ALONE);
        assertUnheard(() -> unheard.users().update(change.apply(ada)));
        settleLater();
        User found = majority.users().findById(ADA).orElseThrow();
        assertThat(found.withoutRevision())
                .isIn(ada.withoutRevision(), change.apply(ada).withoutRevision());
        found.identifiers()
                .keys()
                .forEach(
                        key -> assertThat(majority.users().findByIdentifier(key).single())
                                .contains(found));
        assertNothingIsLeft();
    }

    @Test
    void aUserThatWasNeverHeardOfGivesWayToTheOneThatWasAcknowledged() {
        User rival = FrailWriter.user(new UserId("rival"), LoginIdentifiers.login("ada"), "acknowledged");
        cluster.cut(FIRST_ALONE);
        assertUnheard(() -> unheard.users().create(ada()));
        assertThat(majority.users().create(rival)).isInstanceOf(CreateOutcome.Created.class);
        settleLater();
        assertThat(majority.users()
                        .findByIdentifier(IdentifierKey.of("ada"))
                        .single()
                        .map(User::id))
                .contains(rival.id());
        assertNothingIsLeft();
    }

    private void assertUnheard(Runnable write) {
        node.falls = true;
        assertThatThrownBy(write::run).isInstanceOf(StoreUnavailableException.class);
        assertThat(node.isSilent).isTrue();
        node.falls = false;
        node.isSilent = false;
    }

    private void settleLater() {
        cluster.settle();
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            unheard.settleOpenWrites();
        }
        cluster.settle();
    }

    private void assertNothingIsLeft() {
        assertThat(cluster.isSettled()).isTrue();
        assertThat(cluster.conflicts(0)).isEmpty();
        assertThat(majority.replicas().conflicts(Optional.empty(), 10)).isEmpty();
    }

    private User created() {
        User ada = ((CreateOutcome.Created) majority.users().create(ada())).user();
        cluster.settle();
        return ada;
    }

    private static User ada() {
        return FrailWriter.user(ADA, LoginIdentifiers.login("ada"), "at first");
    }

    /** A node that takes the next write of a document and does not respond from then on. */
    private static final class Silent implements Exchange {
        private final Exchange node;
        private boolean falls;
        private boolean isSilent;

        Silent(Exchange node) {
            this.node = node;
        }

        @Override
        public Reply send(Request request, Deadline deadline) {
            if (isSilent) {
                throw silence();
            }
            Reply reply = node.send(request, deadline);
            if (falls && request.method() == Request.Method.PUT) {
                isSilent = true;
                throw silence();
            }
            return reply;
        }

        @Override
        public void close() {
            node.close();
        }

        private static UnansweredException silence() {
            return new UnansweredException("no answer", new IOException("silence"));
        }
    }
}

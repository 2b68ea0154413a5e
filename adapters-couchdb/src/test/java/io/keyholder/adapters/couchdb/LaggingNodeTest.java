package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A cluster answers lists from one copy of each document, which may lack what the others acknowledged; reads by id ask
 * the majority. Here every list is answered as it was when it was first asked for.
 */
class LaggingNodeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final DataOwnerId OWNER = new DataOwnerId("practice");
    private static final UserId MARY = new UserId("mary");

    private final CouchDbSandbox sandbox = CouchDbSandbox.create();
    private final CouchDbStorage current = CouchDbStorage.open(sandbox.options());
    private final CouchDbStorage lagging = CouchDbStorage.open(
            new LateLists(EktorpExchange.with(sandbox.options().endpoint())), sandbox.options());

    @AfterEach
    void remove() {
        lagging.close();
        current.close();
        sandbox.close();
    }

    @Test
    void showsThatAKeyWasRevoked() {
        RegisteredKey key = new RegisteredKey(OWNER, TestKeyPairs.mary().publicKey(), NOW);
        current.publicKeys().register(key);
        assertThat(lagging.publicKeys().keysOf(OWNER)).containsExactly(key);
        current.publicKeys().revoke(OWNER, key.publicKey().fingerprint(), NOW.plusSeconds(1));
        assertThat(lagging.publicKeys().keysOf(OWNER)).containsExactly(key.revokedAt(NOW.plusSeconds(1)));
        assertThat(lagging.publicKeys().find(key.publicKey().fingerprint().sha256()))
                .containsExactly(key.revokedAt(NOW.plusSeconds(1)));
        current.publicKeys().withdraw(OWNER, key.publicKey().fingerprint());
        assertThat(lagging.publicKeys().keysOf(OWNER)).isEmpty();
    }

    @Test
    void showsThatAnInvitationWasRevoked() {
        Invitation invitation = Invitation.pending(
                new InvitationId("one"), MARY, Contact.email("mary@example.org"), "en", NOW, NOW.plusSeconds(60));
        current.invitations().compareAndSet(Optional.empty(), invitation);
        assertThat(lagging.invitations().findByUser(MARY)).hasSize(1);
        assertThat(lagging.invitations().open(InvitationPageRequest.first(10))).hasSize(1);
        Optional<Revision> first =
                current.invitations().find(invitation.id()).map(InvitationRepository.Stored::revision);
        current.invitations().compareAndSet(first, invitation.revokedAt(NOW));
        assertThat(lagging.invitations().findByUser(MARY))
                .extracting(InvitationRepository.Stored::invitation)
                .containsExactly(invitation.revokedAt(NOW));
        assertThat(lagging.invitations().open(InvitationPageRequest.first(10))).isEmpty();
    }

    /** A guesser who goes on while records are swept keeps its count. */
    @Test
    void forgetsNoAttemptThatItDidNotSee() {
        LoginStateKey key = LoginStateKey.ofSource("10.0.0.1");
        current.loginStates().compareAndSet(key, Optional.empty(), attempts(1, NOW));
        assertThat(lagging.loginStates().removeIdleSince(NOW)).isZero();
        Optional<Revision> first = current.loginStates().find(key).map(LoginStateRepository.Stored::revision);
        current.loginStates().compareAndSet(key, first, attempts(2, NOW.plusSeconds(60)));
        assertThat(lagging.loginStates().removeIdleSince(NOW.plusSeconds(30))).isZero();
        assertThat(lagging.loginStates()
                        .find(key)
                        .orElseThrow()
                        .state()
                        .attempts()
                        .failures())
                .isEqualTo(2);
    }

    private static LoginState attempts(int failures, Instant last) {
        return LoginState.NONE.withAttempts(new Attempts(failures, Optional.of(last)));
    }

    /** Answers what lists a range of ids as it was when it was first asked for. */
    private static final class LateLists implements Exchange {
        private final Exchange server;
        private final Map<String, Reply> first = new ConcurrentHashMap<>();

        LateLists(Exchange server) {
            this.server = server;
        }

        @Override
        public Reply send(Request request, Deadline deadline) {
            return request.target().contains("startkey=")
                    ? first.computeIfAbsent(request.target(), target -> server.send(request, deadline))
                    : server.send(request, deadline);
        }

        @Override
        public void close() {
            server.close();
        }
    }
}

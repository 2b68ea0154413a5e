package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.UserRepository;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users that an iCure backend writes beside us, readable or not. */
class NeighboursTest {
    private final MapCouchDb server = new MapCouchDb();
    private final CouchDbStorage storage = CouchDbStorage.open(
            server, CouchDbOptions.of(URI.create("http://localhost:1"), "users").withNeighbours(Neighbours.ICURE));
    private final UserRepository users = storage.users();

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void areNoticedBesideAReservation() {
        User ours = FrailWriter.user(new UserId("ours"), LoginIdentifiers.login("mary"), "ours");
        assertThat(users.create(ours)).isInstanceOf(CreateOutcome.Created.class);
        neighbourWrites("theirs", "\"login\":\"MARY\"");
        assertThat(users.findByIdentifier(IdentifierKey.of("mary")))
                .isEqualTo(new IdentifierLookup.Ambiguous(Set.of(new UserId("ours"), new UserId("theirs"))));
    }

    /** An id with a semicolon is none of ours. Only who asks for what that document holds is told. */
    @Test
    void whoCannotBeReadAreInNobodysWayButTheirOwn() {
        neighbourWrites("un;readable", "\"login\":\"J\u00f6hn\"");
        neighbourWrites("sound", "\"login\":\"M\u00e4ry\"");
        assertThat(users.findByIdentifier(IdentifierKey.of("m\u00e4ry"))
                        .single()
                        .map(User::id))
                .contains(new UserId("sound"));
        assertThat(users.findByIdentifier(IdentifierKey.of("nobody"))).isEqualTo(new IdentifierLookup.Nobody());
        assertThat(users.create(FrailWriter.user(new UserId("ours"), LoginIdentifiers.login("karl"), "ours")))
                .isInstanceOf(CreateOutcome.Created.class);
        assertThatThrownBy(() -> users.findByIdentifier(IdentifierKey.of("j\u00f6hn")))
                .isInstanceOf(StoreCorruptException.class)
                .hasMessageContaining("un;readable");
        assertThatThrownBy(() -> users.create(
                        FrailWriter.user(new UserId("other"), LoginIdentifiers.login("j\u00f6hn"), "other")))
                .isInstanceOf(StoreCorruptException.class);
    }

    private void neighbourWrites(String id, String members) {
        String json = "{\"_id\":\"" + id + "\",\"java_type\":\"" + UserForm.TYPE + "\"," + members + "}";
        Reply reply =
                server.send(Request.put("/users/" + Request.encoded(id), json), Deadline.after(Duration.ofMinutes(1)));
        assertThat(reply.status()).isEqualTo(201);
    }
}

package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.conflict.ReplicaConflict;
import io.keyholder.adapters.couchdb.conflict.UserPart;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the page on CouchDB shows, run as it stands there. */
class ManualPageTest {
    @Test
    void opensAndMerges() {
        try (CouchDbSandbox sandbox = CouchDbSandbox.create()) {
            CouchDbStorage.open(sandbox.options()).close();
            CouchDbAccount admin = sandbox.options().account().orElseThrow();
            try (CouchDbStorage storage =
                    opened(sandbox.options().server(), sandbox.options().database(), admin.name(), admin.password())) {
                User user = User.of(
                        new UserId("ada"),
                        LoginIdentifiers.login("ada"),
                        Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
                storage.users().create(user);
                putOnReplica(
                        sandbox.options(),
                        user.withProfile(new Profile(Optional.of("Ada"), Optional.empty(), List.of())));
                assertThat(storage.replicas().conflicts(Optional.empty(), 100)).hasSize(1);
                mergeAll(storage);
                assertThat(storage.replicas().conflicts(Optional.empty(), 100)).isEmpty();
            }
        }
    }

    @Test
    void namesNeighbours() {
        URI server = URI.create("http://localhost:1");
        String database = "icure-base";
        CouchDbOptions options =
                CouchDbOptions.of(server, database).withNeighbours(IcureGeneration.G2, IcureGeneration.G3);
        assertThat(options.neighbours()).isEqualTo(Neighbours.of(IcureGeneration.G3, IcureGeneration.G2));
    }

    private static CouchDbStorage opened(URI server, String database, String account, String password) {
        CouchDbOptions options = CouchDbOptions.of(server, database).withAccount(CouchDbAccount.of(account, password));
        CouchDbStorage storage = CouchDbStorage.open(options);
        return storage;
    }

    private static void mergeAll(CouchDbStorage storage) {
        Replicas replicas = storage.replicas();
        replicas.settleRecords();
        for (ReplicaConflict conflict : replicas.conflicts(Optional.empty(), 100)) {
            if (conflict instanceof ReplicaConflict.OfUser user) {
                // for each part that differs, the revision of one of the versions
                replicas.merge(user, choicesOfAPerson(user.versions(), user.differing()));
            } else if (conflict instanceof ReplicaConflict.OfIdentifier identifier) {
                replicas.settle(identifier, keeperByAPerson(identifier.holders()));
            }
        }
    }

    private static Map<UserPart, Revision> choicesOfAPerson(List<User> versions, Set<UserPart> differing) {
        Map<UserPart, Revision> choices = new EnumMap<>(UserPart.class);
        differing.forEach(part -> choices.put(part, versions.get(0).revision().orElseThrow()));
        return choices;
    }

    private static UserId keeperByAPerson(List<UserId> holders) {
        return holders.get(0);
    }

    private static void putOnReplica(CouchDbOptions options, User user) {
        String document = UserForm.write(user, "1-0123456789abcdef0123456789abcdef", Optional.empty());
        try (Exchange exchange = EktorpExchange.with(options.endpoint())) {
            Reply reply = exchange.send(
                    Request.post(
                            "/" + options.database() + "/_bulk_docs",
                            "{\"new_edits\":false,\"docs\":[" + document + "]}"),
                    Deadline.after(options.deadline()));
            assertThat(reply.status()).isEqualTo(201);
        }
    }
}

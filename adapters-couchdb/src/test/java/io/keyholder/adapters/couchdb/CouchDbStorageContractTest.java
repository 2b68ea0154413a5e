package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome;
import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.StoreUnderTest;
import io.keyholder.testkit.contract.user.UnreadableUserContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CouchDbStorageContractTest implements StorageContract, UnreadableUserContract {
    private static final int WRITERS = 8;
    private static final int ROUNDS = 20;

    private final List<CouchDbSandbox> sandboxes = new ArrayList<>();

    @Override
    public StorageSandbox newSandbox() {
        CouchDbSandbox sandbox = CouchDbSandbox.create();
        sandboxes.add(sandbox);
        return sandbox;
    }

    /** On a cluster a writer that lost may be shown another one's change that loses too and is withdrawn after that. */
    @Test
    @Override
    public void oneOfManyRacingChangesOfOneStateWins(StoreUnderTest store) {
        if (TestServer.shared().others().isEmpty()) {
            StorageContract.super.oneOfManyRacingChangesOfOneStateWins(store);
            return;
        }
        User stored = ((CreateOutcome.Created) store.users()
                        .create(FrailWriter.user(new UserId("mary"), LoginIdentifiers.login("mary"), "at first")))
                .user();
        for (int round = 0; round < ROUNDS; round++) {
            User before = stored;
            List<UpdateOutcome> outcomes = Race.between(
                    WRITERS,
                    writer -> store.usersOfBoth()
                            .get(writer % 2)
                            .update(before.withProfile(before.profile().withName("by " + writer))));
            assertThat(outcomes)
                    .filteredOn(UpdateOutcome.Updated.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(outcome -> !(outcome instanceof UpdateOutcome.Updated))
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    UpdateOutcome.Stale.class,
                                    stale -> assertThat(stale.current()).isNotEqualTo(before)));
            stored = store.users().findById(before.id()).orElseThrow();
            assertThat(outcomes).contains(new UpdateOutcome.Updated(stored));
        }
    }

    @Override
    public void damage(UserId user) {
        CouchDbOptions options = sandboxes.get(0).options();
        Database database =
                new Database(EktorpExchange.with(options.endpoint()), options.database(), options.deadline());
        Document stored = database.get(user.value(), database.deadline()).orElseThrow();
        String json = stored.json().replace("\"login\":", "\"login\":7,\"was\":");
        PendingDocument damaged =
                new PendingDocument(stored.id(), Optional.of(stored.revision()), json, document -> true, false);
        assertThat(database.put(damaged, database.deadline())).isInstanceOf(WriteOutcome.Written.class);
        database.close();
    }
}

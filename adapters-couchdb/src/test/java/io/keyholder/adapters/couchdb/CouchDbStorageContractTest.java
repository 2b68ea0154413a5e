package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome;
import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.domain.identity.UserId;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.user.UnreadableUserContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class CouchDbStorageContractTest implements RacesOnACluster, UnreadableUserContract {
    private final List<CouchDbSandbox> sandboxes = new ArrayList<>();

    @Override
    public StorageSandbox newSandbox() {
        CouchDbSandbox sandbox = CouchDbSandbox.create();
        sandboxes.add(sandbox);
        return sandbox;
    }

    @Override
    public boolean hasCopies() {
        return !TestServer.shared().others().isEmpty();
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

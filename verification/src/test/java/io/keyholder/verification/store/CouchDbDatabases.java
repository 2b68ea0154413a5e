package io.keyholder.verification.store;

import io.keyholder.ports.Storage;
import io.keyholder.testkit.contract.StorageSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Databases for the tests of one class, removed when they have run. */
public final class CouchDbDatabases implements AfterAllCallback {
    private final List<StorageSandbox> databases = new ArrayList<>();

    /** A new, empty database, opened as often as wanted. */
    public Supplier<Storage> fresh() {
        StorageSandbox database = TestStore.COUCHDB.newSandbox();
        databases.add(database);
        return database::open;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        databases.forEach(StorageSandbox::close);
    }
}

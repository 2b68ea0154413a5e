package io.keyholder.adapters.memory;

import io.keyholder.ports.Storage;
import io.keyholder.testkit.InvitationRepositoryContract;
import io.keyholder.testkit.LoginStateRepositoryContract;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.StorageSandbox;
import io.keyholder.testkit.UserEventLogContract;
import org.h2.jdbcx.JdbcConnectionPool;

/** Each instance has a pool of its own, as if it were another part of the host. */
class H2HostDatabaseContractTest
        implements StorageContract, LoginStateRepositoryContract, InvitationRepositoryContract, UserEventLogContract {
    @Override
    public StorageSandbox newSandbox() {
        Scratch scratch = Scratch.create();
        String url = "jdbc:h2:async:" + scratch.path().resolve("host") + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
        return new StorageSandbox() {
            private final JdbcConnectionPool keeper = JdbcConnectionPool.create(url, "SA", "");

            @Override
            public Storage open() {
                return H2Storage.over(JdbcConnectionPool.create(url, "SA", ""));
            }

            @Override
            public void close() {
                HostDatabases.shutDown(keeper);
                scratch.close();
            }
        };
    }
}

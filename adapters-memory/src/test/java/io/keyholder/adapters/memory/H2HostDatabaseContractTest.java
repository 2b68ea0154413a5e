package io.keyholder.adapters.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.adapters.memory.internal.h2.directory.HostDatabases;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.Storage;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.user.UnreadableUserContract;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;

/** Each instance has a pool of its own, as if it were another part of the host. */
class H2HostDatabaseContractTest implements StorageContract, UnreadableUserContract {
    private final List<String> urls = new ArrayList<>();

    @Override
    public StorageSandbox newSandbox() {
        Scratch scratch = Scratch.create();
        String url = "jdbc:h2:async:" + scratch.path().resolve("host") + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
        urls.add(url);
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

    @Override
    public void damage(UserId user) {
        HostDatabases.execute(
                JdbcConnectionPool.create(urls.get(0), "SA", ""),
                "UPDATE keyholder.users SET checksum = checksum + 1 WHERE id = X'"
                        + HexFormat.of().formatHex(user.value().getBytes(UTF_8)) + "'");
    }
}

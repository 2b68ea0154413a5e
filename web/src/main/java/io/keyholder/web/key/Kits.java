package io.keyholder.web.key;

import io.keyholder.domain.identity.DataOwnerId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The files of recovery kits. Each opens with the key on its owner's paper alone, so it may lie here. */
@Repository
class Kits {
    private final JdbcClient database;

    Kits(JdbcClient database) {
        this.database = database;
    }

    /** Keeps the file in the place of an earlier one of the owner. */
    void keep(DataOwnerId owner, String file) {
        database.sql("merge into recovery_kit (owner, file) key (owner) values (?, ?)")
                .params(owner.value(), file)
                .update();
    }

    /** The file of the owner; absent when there is none. */
    Optional<String> of(DataOwnerId owner) {
        return database.sql("select file from recovery_kit where owner = ?")
                .param(owner.value())
                .query(String.class)
                .optional();
    }
}

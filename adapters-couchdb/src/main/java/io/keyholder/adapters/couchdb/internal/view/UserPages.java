package io.keyholder.adapters.couchdb.internal.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.database.Views;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import java.util.HexFormat;
import java.util.Optional;

/** All users in the order of their ids, a page at a time, readable or not. */
public final class UserPages {
    private final Database database;
    private final String designId;

    public UserPages(Database database, String designId) {
        this.database = database;
        this.designId = designId;
    }

    /** Up to {@code limit} users after this id. */
    public UserRows read(Optional<String> after, int limit, Deadline deadline) {
        return read(DesignDocument.USERS, after, limit, deadline);
    }

    /** The same in another of our views that has ids as hex digits for keys. */
    public UserRows read(String view, Optional<String> after, int limit, Deadline deadline) {
        return UserRows.read(database.views()
                .rows(designId, view, "?reduce=false&include_docs=true&limit=" + limit + start(after), deadline));
    }

    /** How many there are. */
    public long count(Deadline deadline) {
        return UserRows.reduced(database.views().rows(designId, DesignDocument.USERS, "?reduce=true", deadline));
    }

    /** No id continues with a character below {@code !}, so that this comes right after the id itself. */
    private static String start(Optional<String> after) {
        return after.map(id -> "&startkey=" + Views.key(HexFormat.of().formatHex(id.getBytes(UTF_8)) + "0"))
                .orElse("");
    }
}

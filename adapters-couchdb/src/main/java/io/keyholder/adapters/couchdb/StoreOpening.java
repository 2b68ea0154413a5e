package io.keyholder.adapters.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.identifier.UnreservedPresence;
import io.keyholder.adapters.couchdb.internal.record.StoreMetadata;
import io.keyholder.adapters.couchdb.internal.view.DesignDocument;
import io.keyholder.adapters.couchdb.internal.view.UserPages;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.ports.persistence.IndexBuildingException;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreMissingException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.util.Optional;

/** Makes sure that a server and its database are fit for use, and that our views are there. */
final class StoreOpening {
    private static final int[] LEAST_VERSION = {3, 2, 2};

    private final Database database;
    private final CouchDbOptions options;
    private final Deadline deadline;
    private boolean isEmpty;

    StoreOpening(Database database, CouchDbOptions options) {
        this.database = database;
        this.options = options;
        this.deadline = database.deadline();
    }

    /** The server, when its version will do. */
    CouchDbServer server() {
        Reply reply = database.introduction(deadline);
        if (reply.status() != 200) {
            throw Replies.refusal(reply);
        }
        JsonNode introduction = Replies.json(reply);
        String version = introduction.path("version").asText();
        if (introduction.has("express-pouchdb")) {
            return CouchDbServer.pouchDb(version);
        }
        if (!introduction.path("couchdb").asText().equals("Welcome")) {
            throw new StoreException("the server does not introduce itself as CouchDB", null);
        }
        if (options.oldServers() == CouchDbOptions.OldServers.REFUSE && isOld(version)) {
            throw new StoreException(
                    "the server is older than CouchDB 3.2.2 and lets strangers become administrator; update it", null);
        }
        return CouchDbServer.couchDb(version);
    }

    /** Makes the database when it is missing and the options say so; sees whether anything is in it. */
    void requireDatabase() {
        Reply reply = database.description(deadline);
        if (reply.status() == 404) {
            if (options.whenMissing() == CouchDbOptions.WhenMissing.REFUSE) {
                throw new StoreMissingException("there is no such database on the server", null);
            }
            database.create(deadline);
            reply = database.description(deadline);
        }
        if (reply.status() != 200) {
            throw Replies.refusal(reply);
        }
        isEmpty = Replies.json(reply).path("doc_count").asLong(1) == 0;
    }

    /** The id of our design document, which is there afterwards. */
    String install(DesignDocument design) {
        if (database.design(design.id(), deadline).isEmpty()) {
            put(design);
        }
        return design.id();
    }

    private void put(DesignDocument design) {
        try {
            database.put(design.draft(), deadline);
        } catch (StoreUnavailableException unanswered) {
            throw unanswered;
        } catch (StoreException refused) {
            throw new StoreException(
                    "the views of this version are missing and this account may not put them there;"
                            + " open the store once as an administrator of the database",
                    refused);
        }
    }

    /**
     * The iCure servers that write the database too. The ones that the host names are remembered in the database, so
     * that hosts and programs which name none write what suits them.
     */
    Neighbours neighbours(UserPages pages) {
        StoreMetadata mark = mark(pages);
        while (options.neighbours().isPresent()
                && !mark.neighbours().with(options.neighbours()).equals(mark.neighbours())) {
            deadline.require();
            mark.beside(mark.neighbours().with(options.neighbours())).store(database, deadline);
            mark = mark(pages);
        }
        return mark.neighbours();
    }

    /** Which users without reservations there may be. */
    UnreservedPresence inhabitants(UserPages pages) {
        StoreMetadata mark = mark(pages);
        if (!mark.isAdopted()) {
            return UnreservedPresence.UNADOPTED;
        }
        return mark.neighbours().isPresent() ? UnreservedPresence.NEIGHBOURS : UnreservedPresence.NONE;
    }

    private StoreMetadata mark(UserPages pages) {
        return StoreMetadata.read(database, deadline).orElseGet(() -> marked(pages));
    }

    private StoreMetadata marked(UserPages pages) {
        StoreMetadata first = StoreMetadata.first(isEmpty || isWithoutUsers(pages));
        Optional<StoreMetadata> stored;
        do {
            deadline.require();
            first.store(database, deadline);
            stored = StoreMetadata.read(database, deadline);
        } while (stored.isEmpty());
        return stored.get();
    }

    /** While the index that would say so is being built, users may be there, and adopting them waits for it. */
    private boolean isWithoutUsers(UserPages pages) {
        try {
            return pages.count(deadline) == 0;
        } catch (IndexBuildingException unfinished) {
            return false;
        }
    }

    private static boolean isOld(String version) {
        String[] parts = version.split("[.-]", -1);
        for (int place = 0; place < LEAST_VERSION.length; place++) {
            int part = place < parts.length && parts[place].matches("[0-9]{1,6}") ? Integer.parseInt(parts[place]) : 0;
            if (part != LEAST_VERSION[place]) {
                return part < LEAST_VERSION[place];
            }
        }
        return false;
    }
}

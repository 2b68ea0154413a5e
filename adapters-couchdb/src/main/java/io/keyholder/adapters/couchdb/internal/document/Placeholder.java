package io.keyholder.adapters.couchdb.internal.document;

import io.keyholder.domain.identity.UserId;
import java.util.Map;
import java.util.Optional;

/**
 * A document that holds the id of a user that is being made, so that the user is always written against a revision: a
 * writer that removes the placeholder shuts its writer out for good.
 */
public final class Placeholder {
    private static final String KIND = "placeholder";

    private Placeholder() {}

    public static PendingDocument draft(UserId id, Optional<String> base) {
        return OwnDocument.draft(id.value(), base, KIND, Map.of());
    }

    public static boolean is(Document document) {
        return OwnDocument.isOfKind(document, KIND);
    }
}

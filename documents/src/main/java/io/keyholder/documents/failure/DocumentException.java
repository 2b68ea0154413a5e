package io.keyholder.documents.failure;

import io.keyholder.documents.internal.json.JsonException;
import io.keyholder.documents.internal.lossless.Values;
import io.keyholder.domain.identity.UserId;
import java.util.Optional;

/**
 * A document that is refused as a whole, or a user that cannot be written as one. The message is one printable line
 * that names the problem and the member, never a value.
 */
public final class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String id;
    private final boolean malformed;

    private DocumentException(String problem, String id, boolean malformed) {
        super("the document " + problem);
        this.reason = "the document " + problem;
        this.id = id;
        this.malformed = malformed;
    }

    public static DocumentException of(String problem) {
        return new DocumentException(problem, "", false);
    }

    public static DocumentException of(UserId id, String problem) {
        return new DocumentException(problem, id.value(), false);
    }

    /** @param id what is known of the id, usable or not */
    public static DocumentException of(JsonException refused, Optional<String> id) {
        return new DocumentException(refused.problem(), id.orElse(""), refused.kind() == JsonException.Kind.MALFORMED);
    }

    /** Whose document it is; absent when it could not be read that far. */
    public Optional<UserId> userId() {
        return Values.valid(() -> new UserId(id));
    }

    /** The message. */
    public String reason() {
        return reason;
    }

    /** Whether it is not even JSON. */
    public boolean isMalformed() {
        return malformed;
    }
}

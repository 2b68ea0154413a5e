package io.keyholder.documents.failure;

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

    /** A document with this problem, of an unknown user. */
    public static DocumentException of(String problem) {
        return new DocumentException(problem, "", false);
    }

    /** A document of this user with this problem. */
    public static DocumentException of(UserId id, String problem) {
        return new DocumentException(problem, id.value(), false);
    }

    /**
     * Text that is no acceptable JSON.
     *
     * @param id what is known of the id, usable or not
     * @param isMalformed whether it breaks the grammar of JSON
     */
    public static DocumentException ofText(String problem, Optional<String> id, boolean isMalformed) {
        return new DocumentException(problem, id.orElse(""), isMalformed);
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

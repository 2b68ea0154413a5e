package io.keyholder.documents;

import io.keyholder.domain.user.UserId;
import java.util.Optional;

/**
 * A document that is refused as a whole, or a user that cannot be written as one. The message is one printable line that
 * names the problem and the member, never a value.
 */
public final class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String id;

    private DocumentException(String message, String id) {
        super(message);
        this.id = id;
    }

    static DocumentException of(String problem) {
        return new DocumentException("the document " + problem, "");
    }

    static DocumentException of(UserId id, String problem) {
        return new DocumentException("the document " + problem, id.value());
    }

    /** Whose document it is; absent when it could not be read that far. */
    public Optional<UserId> userId() {
        return id.isEmpty() ? Optional.empty() : Optional.of(new UserId(id));
    }
}

package io.keyholder.application.token;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.user.User;
import java.util.Optional;

/** What became of a wish for a token. */
public sealed interface TokenCreation extends Outcome<TokenCreation.Created> {
    /**
     * It exists.
     *
     * @param value to be handed to the bearer; exists here and nowhere else
     * @param user as stored
     */
    record Created(TokenValue value, User user) implements TokenCreation {}

    /**
     * A short code exists.
     *
     * @param code to be handed to the bearer; exists here and nowhere else
     * @param user as stored
     */
    record ShortCodeCreated(String code, User user) implements TokenCreation {
        @Override
        public String toString() {
            return "ShortCodeCreated[hidden]";
        }
    }

    /** The user has a token of this name already. */
    record NameTaken() implements TokenCreation {}

    /** The acting user may not do this; nothing was judged or changed. */
    record Forbidden(Refusal refusal) implements TokenCreation, ForbiddenOutcome {}

    /**
     * The user cannot be stored, because someone else holds one of its identifiers: two users of before us share it.
     *
     * @param key which
     */
    record IdentifierTaken(IdentifierKey key) implements TokenCreation {}

    /** There is no such user. */
    record NoSuchUser() implements TokenCreation {}

    @Override
    default Optional<Created> success() {
        return this instanceof Created created ? Optional.of(created) : Optional.empty();
    }
}

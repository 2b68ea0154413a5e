package io.keyholder.application.token;

import io.keyholder.application.access.Answer;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.ports.persistence.StoreCorruptException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Makes, lists, revokes and cleans up tokens. Changes commute with whatever else happens to the user. Thread-safe. */
public interface TokenAdministration {
    /** The fewest digits of a short code. */
    int MIN_CODE_DIGITS = 6;

    /** The most digits of a short code: beyond them it would be taken for unguessable. */
    int MAX_CODE_DIGITS = 10;

    /** From how many tokens of a user on making one removes those that are over, so that they do not fill its limit. */
    int TIDIED_FROM = 25;

    /**
     * A token with 256 random bits, which names itself. From {@value #TIDIED_FROM} tokens on, those of the user that
     * are over are removed on the way.
     */
    TokenCreation create(Actor actor, UserId id, String name, TokenValidity validity, TokenScope scope);

    /**
     * A short numeric code, uniform over its range, to be typed by a person together with its identifier. A wrong one
     * counts as a guess.
     *
     * @param digits {@value #MIN_CODE_DIGITS} to {@value #MAX_CODE_DIGITS}
     * @param life whole seconds, {@link TokenValidity#SHORT_LIVED} at most
     * @throws InvalidValueException when either is outside its bounds, or the name is none
     */
    TokenCreation createShortCode(Actor actor, UserId id, String name, int digits, Duration life, TokenScope scope);

    /** The user's tokens in the stored order, revoked and expired ones included; empty when there is no such user. */
    Answer<List<TokenSummary>> list(Actor actor, UserId id);

    /**
     * Revokes a token. False when the user or the token does not exist; true also when it was revoked before.
     *
     * @throws StoreCorruptException when the user cannot be stored, because two users of before us share an identifier
     */
    Answer<Boolean> revoke(Actor actor, UserId id, String name);

    /**
     * Removes the tokens that no clock will make usable again. Answers their names.
     *
     * @throws StoreCorruptException when the user cannot be stored, because two users of before us share an identifier
     */
    Answer<Set<String>> removeExpired(Actor actor, UserId id);
}

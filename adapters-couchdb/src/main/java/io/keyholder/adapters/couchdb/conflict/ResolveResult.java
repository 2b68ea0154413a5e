package io.keyholder.adapters.couchdb.conflict;

import io.keyholder.domain.identity.UserId;

/** What came of settling whose an identifier is. */
public sealed interface ResolveResult {
    /** One user has it, the others have not, and each can be logged in. */
    record Settled() implements ResolveResult {}

    /** Nothing was changed: this user would be left without any identifier. Give it another one first. */
    record NeedsAnotherIdentifier(UserId user) implements ResolveResult {}

    /** The users changed meanwhile. List the conflicts again. */
    record Changed() implements ResolveResult {}
}

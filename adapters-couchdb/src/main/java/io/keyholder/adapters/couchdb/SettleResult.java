package io.keyholder.adapters.couchdb;

import io.keyholder.domain.identity.UserId;

/** What came of settling whose an identifier is. */
public sealed interface SettleResult {
    /** One user has it, the others have not, and each can be logged in. */
    record Settled() implements SettleResult {}

    /** Nothing was changed: this user would be left without any identifier. Give it another one first. */
    record NeedsAnotherIdentifier(UserId user) implements SettleResult {}

    /** The users changed meanwhile. List the conflicts again. */
    record Changed() implements SettleResult {}
}

package io.keyholder.adapters.couchdb;

import io.keyholder.domain.InvalidValueException;

/**
 * A place in the feed of changes of one database, as CouchDB named it. Means nothing in another database or replica.
 *
 * @param value up to {@value #MAX_LENGTH} characters, for storing
 */
public record FeedPosition(String value) {
    /** The longest, in characters; those of large clusters are long. */
    public static final int MAX_LENGTH = 100_000;

    /** Before all changes: every user that is there is told of. */
    public static final FeedPosition START = new FeedPosition("0");

    public FeedPosition {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new InvalidValueException("feed position", "is empty or longer than " + MAX_LENGTH + " characters");
        }
    }
}

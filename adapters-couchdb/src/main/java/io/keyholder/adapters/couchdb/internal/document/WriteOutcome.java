package io.keyholder.adapters.couchdb.internal.document;

/** What became of one write. */
public sealed interface WriteOutcome {
    /**
     * It is stored.
     *
     * @param revision the new revision
     */
    record Written(String revision) implements WriteOutcome {}

    /** The stored document is not at the expected revision. Nothing was changed. */
    record Conflict() implements WriteOutcome {}

    /** It is stored what was to be stored, by this write or by another's of the same content. */
    record Ambiguous() implements WriteOutcome {}

    /** The database does not want the document, whatever its revision. Nothing was changed. */
    record Refused() implements WriteOutcome {}
}

package io.keyholder.documents.failure;

/** A document of this library that a later version of it wrote. It was left as it is; updating the library helps. */
public final class DocumentVersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long version;

    public DocumentVersionException(long version, long latestKnown) {
        super("the document is of version " + version + ", later than " + latestKnown
                + ", the latest this library knows");
        this.version = version;
    }

    /** The version that the document names. */
    public long version() {
        return version;
    }
}

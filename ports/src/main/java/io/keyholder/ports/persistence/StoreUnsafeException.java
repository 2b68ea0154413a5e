package io.keyholder.ports.persistence;

/**
 * The files of a store may be replaced by other accounts of the machine, or are not where they seem to be. Nothing was
 * read or changed. Correct the permissions, make sure that the files were not tampered with, and open the store again.
 */
public class StoreUnsafeException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** With what is unsafe; never with data of the store. */
    public StoreUnsafeException(String message) {
        super(message, null);
    }
}

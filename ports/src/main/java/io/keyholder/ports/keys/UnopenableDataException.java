package io.keyholder.ports.keys;

import io.keyholder.ports.failure.KeyholderException;

/**
 * Sealed data was not opened: it was sealed for another key or in another context, or it was changed, reordered or cut.
 * Which of them is not reported: the difference would help who tries.
 */
public final class UnopenableDataException extends KeyholderException {
    private static final long serialVersionUID = 1L;

    /** Without cause: what the cryptography said would tell the cases apart. */
    public UnopenableDataException() {
        super("the data was not opened: it was sealed for another key or context, or it was changed");
    }
}

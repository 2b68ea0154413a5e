package io.keyholder.ports.failure;

/** The cryptographic provider failed. Never holds key material, not even in its cause's message. */
public final class CryptoException extends KeyholderException {
    private static final long serialVersionUID = 1L;

    /** Names what failed where nothing else caused it. */
    public CryptoException(String message) {
        super(message);
    }

    /** Names what failed. */
    public CryptoException(String message, Throwable cause) {
        super(message, cause);
    }
}

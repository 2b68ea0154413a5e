package io.keyholder.adapters.crypto;

import java.security.ProviderException;
import java.security.SecureRandom;

/** Randomness whose provider fails at every call. */
public final class BrokenRandom extends SecureRandom {
    public static final String MESSAGE = "no entropy device";

    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
        throw new ProviderException(MESSAGE);
    }
}

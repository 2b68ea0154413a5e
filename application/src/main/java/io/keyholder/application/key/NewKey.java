package io.keyholder.application.key;

import io.keyholder.domain.key.RegisteredKey;

/**
 * A key pair that was made for a data owner.
 *
 * @param registered the public half as the directory shows it
 * @param privateKey the private half, which exists nowhere else; the caller closes it
 */
public record NewKey(RegisteredKey registered, PrivateKeyHandover privateKey) {}

package io.keyholder.ports.hashing;

import io.keyholder.domain.credential.Password;

/** Passwords that everyone tries first. Implementations MUST be thread-safe and keep nothing of what they are asked. */
@FunctionalInterface
public interface PasswordBlocklist {
    /** A list of nothing. */
    PasswordBlocklist EMPTY = password -> false;

    /** Whether the password is on the list, letter case aside. */
    boolean contains(Password password);
}

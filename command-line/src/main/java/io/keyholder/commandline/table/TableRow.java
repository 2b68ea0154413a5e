package io.keyholder.commandline.table;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.user.User;
import java.util.Optional;

/** What a row of a table of users holds. */
sealed interface TableRow {
    /** The line on which the row begins, from 1. */
    long line();

    /**
     * A user.
     *
     * @param password its password in clear, to be hashed; absent when the user has a hash or none
     */
    record Person(long line, User user, Optional<Password> password) implements TableRow {}

    /**
     * No user.
     *
     * @param problem why not; names the column and never a secret
     */
    record Refused(long line, String problem) implements TableRow {}
}

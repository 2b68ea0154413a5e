package io.keyholder.domain.login;

import io.keyholder.domain.credential.PasswordHash;
import java.time.Instant;

/**
 * A login whose password was right and whose code is still to come. Immutable.
 *
 * @param ticketHash the hash of the ticket that the caller got
 * @param expires the first moment at which the ticket no longer counts
 */
public record PendingLogin(PasswordHash ticketHash, Instant expires) {}

/**
 * Ways not to lose a private key, over real cryptography: each happy path, and what happens when something is missing
 * or damaged.
 */
@NullMarked
package io.keyholder.verification.recovery;

import org.jspecify.annotations.NullMarked;

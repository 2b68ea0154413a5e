/** Password hashing, secrets, keys and sealing with Bouncy Castle. */
@NullMarked
package io.keyholder.adapters.crypto;

import org.jspecify.annotations.NullMarked;

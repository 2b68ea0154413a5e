/** Random secrets, secrets sealed at rest, and secrets split into shares. */
@NullMarked
package io.keyholder.adapters.crypto.internal.secret;

import org.jspecify.annotations.NullMarked;

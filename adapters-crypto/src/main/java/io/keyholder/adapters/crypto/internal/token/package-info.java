/** One-time passwords and the hashes of tokens. */
@NullMarked
package io.keyholder.adapters.crypto.internal.token;

import org.jspecify.annotations.NullMarked;

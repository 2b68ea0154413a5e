/** Digests that several rooms need. */
@NullMarked
package io.keyholder.adapters.crypto.internal.digest;

import org.jspecify.annotations.NullMarked;

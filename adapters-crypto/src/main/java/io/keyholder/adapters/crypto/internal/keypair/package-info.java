/** How key pairs are made: one at a time, a bounded number at once, or ahead of time. */
@NullMarked
package io.keyholder.adapters.crypto.internal.keypair;

import org.jspecify.annotations.NullMarked;

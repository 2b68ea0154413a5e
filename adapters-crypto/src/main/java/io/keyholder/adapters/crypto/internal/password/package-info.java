/** Hashing and verifying of passwords in every known format. */
@NullMarked
package io.keyholder.adapters.crypto.internal.password;

import org.jspecify.annotations.NullMarked;

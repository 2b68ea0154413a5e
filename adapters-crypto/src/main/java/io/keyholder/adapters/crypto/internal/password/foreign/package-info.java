/** Password hashes of other systems. */
@NullMarked
package io.keyholder.adapters.crypto.internal.password.foreign;

import org.jspecify.annotations.NullMarked;

/** The password hash that this library writes. */
@NullMarked
package io.keyholder.adapters.crypto.internal.password.bcrypt;

import org.jspecify.annotations.NullMarked;

/** What a stored password hash is to this library, and the contract of one format. */
@NullMarked
package io.keyholder.adapters.crypto.internal.password.format;

import org.jspecify.annotations.NullMarked;

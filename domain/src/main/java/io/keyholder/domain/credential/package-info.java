/** Passwords, their hashes, and second factors. No type here shows its secret in toString. */
@NullMarked
package io.keyholder.domain.credential;

import org.jspecify.annotations.NullMarked;

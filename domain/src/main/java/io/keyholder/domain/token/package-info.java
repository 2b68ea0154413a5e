/** Tokens that let a user in, stored as hashes. */
@NullMarked
package io.keyholder.domain.token;

import org.jspecify.annotations.NullMarked;

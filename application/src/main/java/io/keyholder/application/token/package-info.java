/** Tokens of a user. */
@NullMarked
package io.keyholder.application.token;

import org.jspecify.annotations.NullMarked;

/** What is remembered about a user's logging in, beside the user: failed attempts, used codes, the last login. */
@NullMarked
package io.keyholder.domain.login;

import org.jspecify.annotations.NullMarked;

/** Logging in: one gate for every kind of credential. */
@NullMarked
package io.keyholder.application.login;

import org.jspecify.annotations.NullMarked;

/** The gate: attempts, pauses, hashing queue, credentials. */
@NullMarked
package io.keyholder.application.internal.login;

import org.jspecify.annotations.NullMarked;

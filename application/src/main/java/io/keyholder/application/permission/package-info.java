/** Decisions about what a user may do, and why. */
@NullMarked
package io.keyholder.application.permission;

import org.jspecify.annotations.NullMarked;

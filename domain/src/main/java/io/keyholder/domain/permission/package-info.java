/** Permissions and the one function that evaluates them. */
@NullMarked
package io.keyholder.domain.permission;

import org.jspecify.annotations.NullMarked;

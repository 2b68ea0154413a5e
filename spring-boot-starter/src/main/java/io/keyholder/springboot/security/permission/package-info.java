/** Permissions of users of Keyholder for method security. */
@NullMarked
package io.keyholder.springboot.security.permission;

import org.jspecify.annotations.NullMarked;

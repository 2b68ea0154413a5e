/** Users of Keyholder as users of Spring Security: what the starter sets up, and what a host may put in its place. */
@NullMarked
package io.keyholder.springboot.security;

import org.jspecify.annotations.NullMarked;

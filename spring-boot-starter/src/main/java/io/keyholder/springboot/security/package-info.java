/** Users of Keyholder as users of Spring Security: form login, second step, bearer tokens, method security, logout. */
@NullMarked
package io.keyholder.springboot.security;

import org.jspecify.annotations.NullMarked;

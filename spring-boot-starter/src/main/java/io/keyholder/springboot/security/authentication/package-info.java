/**
 * The login of a user of Keyholder as an authentication of Spring Security: what is presented, and what comes of it.
 */
@NullMarked
package io.keyholder.springboot.security.authentication;

import org.jspecify.annotations.NullMarked;

/** Change of a password, and the rules a new one meets. */
@NullMarked
package io.keyholder.application.password;

import org.jspecify.annotations.NullMarked;

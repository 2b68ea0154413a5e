/** Logging in, and who is logged in. */
@NullMarked
package io.keyholder.web.session;

import org.jspecify.annotations.NullMarked;

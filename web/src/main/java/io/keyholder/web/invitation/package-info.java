/** From an invitation to a user. */
@NullMarked
package io.keyholder.web.invitation;

import org.jspecify.annotations.NullMarked;

/** What invitations say: templates that the host writes in its languages, filled in safely here. */
@NullMarked
package io.keyholder.application.invitation;

import org.jspecify.annotations.NullMarked;

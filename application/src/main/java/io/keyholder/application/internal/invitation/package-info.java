/** Invitations: records, messages, acceptance. */
@NullMarked
package io.keyholder.application.internal.invitation;

import org.jspecify.annotations.NullMarked;

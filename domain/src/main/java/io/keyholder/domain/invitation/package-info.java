/** Invitations: who was asked to become a user, by which contact, and what became of it. */
@NullMarked
package io.keyholder.domain.invitation;

import org.jspecify.annotations.NullMarked;

/** Invitations over every store: crashes at every step, and races. */
@NullMarked
package io.keyholder.verification.invitation;

import org.jspecify.annotations.NullMarked;

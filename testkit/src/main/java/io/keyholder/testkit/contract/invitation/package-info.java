/** Contracts of invitations and their sending. */
@NullMarked
package io.keyholder.testkit.contract.invitation;

import org.jspecify.annotations.NullMarked;

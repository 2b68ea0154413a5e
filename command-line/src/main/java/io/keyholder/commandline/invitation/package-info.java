/** Commands that invite people and verify a new contact. */
@NullMarked
package io.keyholder.commandline.invitation;

import org.jspecify.annotations.NullMarked;

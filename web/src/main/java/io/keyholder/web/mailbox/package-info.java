/** Messages of the practice, shown instead of sent. */
@NullMarked
package io.keyholder.web.mailbox;

import org.jspecify.annotations.NullMarked;

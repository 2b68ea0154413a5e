/** Commands about private keys and what they seal and open. */
@NullMarked
package io.keyholder.commandline.key;

import org.jspecify.annotations.NullMarked;

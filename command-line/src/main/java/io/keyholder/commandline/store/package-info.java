/** Where the users are, how a command opens them, and work on a whole store. */
@NullMarked
package io.keyholder.commandline.store;

import org.jspecify.annotations.NullMarked;

/** What every command prints, reads and ends with. */
@NullMarked
package io.keyholder.commandline.terminal;

import org.jspecify.annotations.NullMarked;

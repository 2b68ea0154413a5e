/** What the program shows to a newcomer. */
@NullMarked
package io.keyholder.commandline.quickstart;

import org.jspecify.annotations.NullMarked;

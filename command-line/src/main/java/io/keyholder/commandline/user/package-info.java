/** Commands that create, list, show, change and erase users. */
@NullMarked
package io.keyholder.commandline.user;

import org.jspecify.annotations.NullMarked;

/** Files that hold secrets, and pictures of secrets. */
@NullMarked
package io.keyholder.commandline.file;

import org.jspecify.annotations.NullMarked;

/** The {@code keyholder} program: users in a directory or a CouchDB database, from a terminal or a script. */
@NullMarked
package io.keyholder.commandline;

import org.jspecify.annotations.NullMarked;

/** Five programs of at most 60 lines; each shows one thing that a host does. */
@NullMarked
package io.keyholder.examples;

import org.jspecify.annotations.NullMarked;

/** Storage in maps and in an embedded H2 database. */
@NullMarked
package io.keyholder.adapters.memory;

import org.jspecify.annotations.NullMarked;

/** How passwords are hashed and checked. */
@NullMarked
package io.keyholder.ports.hashing;

import org.jspecify.annotations.NullMarked;

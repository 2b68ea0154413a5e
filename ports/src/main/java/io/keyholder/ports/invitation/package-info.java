/** How messages reach the people who are invited. */
@NullMarked
package io.keyholder.ports.invitation;

import org.jspecify.annotations.NullMarked;

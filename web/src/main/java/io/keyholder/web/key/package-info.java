/** Keys that browsers make, and ways back to them. */
@NullMarked
package io.keyholder.web.key;

import org.jspecify.annotations.NullMarked;

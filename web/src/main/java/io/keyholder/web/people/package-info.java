/** The people of the practice. */
@NullMarked
package io.keyholder.web.people;

import org.jspecify.annotations.NullMarked;

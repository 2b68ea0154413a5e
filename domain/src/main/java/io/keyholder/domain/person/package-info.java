/** Everything that is held about one person. */
@NullMarked
package io.keyholder.domain.person;

import org.jspecify.annotations.NullMarked;

/** Who may do what to users. */
@NullMarked
package io.keyholder.domain.access;

import org.jspecify.annotations.NullMarked;

/** Finding users: what is asked for, and when a user answers to it. */
@NullMarked
package io.keyholder.domain.search;

import org.jspecify.annotations.NullMarked;

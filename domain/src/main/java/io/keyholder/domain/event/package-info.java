/** What happens to users, for those who follow their lives. */
@NullMarked
package io.keyholder.domain.event;

import org.jspecify.annotations.NullMarked;

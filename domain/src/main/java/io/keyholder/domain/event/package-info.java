/** What happens to users, for whoever follows their lives. */
@NullMarked
package io.keyholder.domain.event;

import org.jspecify.annotations.NullMarked;

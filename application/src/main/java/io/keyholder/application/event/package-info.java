/** What happens to users, delivered to a listener of the host. */
@NullMarked
package io.keyholder.application.event;

import org.jspecify.annotations.NullMarked;

/** Delivery of user events to the host. */
@NullMarked
package io.keyholder.application.internal.event;

import org.jspecify.annotations.NullMarked;

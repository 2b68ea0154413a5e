/** Gives the host's observer what the use cases and the store do. */
@NullMarked
package io.keyholder.application.internal.observation;

import org.jspecify.annotations.NullMarked;

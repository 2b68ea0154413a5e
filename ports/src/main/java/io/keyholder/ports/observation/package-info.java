/** How the library works, for metrics: what it did, how it went and how long it took, without any user. */
@NullMarked
package io.keyholder.ports.observation;

import org.jspecify.annotations.NullMarked;

/** Adapters and clocks for tests that need no server and no chance. */
@NullMarked
package io.keyholder.testkit.sample;

import org.jspecify.annotations.NullMarked;

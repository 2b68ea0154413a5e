/** Adapters that fail where a test wants it. */
@NullMarked
package io.keyholder.testkit.failing;

import org.jspecify.annotations.NullMarked;

/** What the contracts are made of. */
@NullMarked
package io.keyholder.testkit.internal;

import org.jspecify.annotations.NullMarked;

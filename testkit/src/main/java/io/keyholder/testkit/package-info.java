/** Contracts that every adapter passes, and doubles that break them. */
@NullMarked
package io.keyholder.testkit;

import org.jspecify.annotations.NullMarked;

/** Contracts of every port: the base of those below, and how a store is made for a test. */
@NullMarked
package io.keyholder.testkit.contract;

import org.jspecify.annotations.NullMarked;

/** The contract of observers. */
@NullMarked
package io.keyholder.testkit.contract.observation;

import org.jspecify.annotations.NullMarked;

/** Contracts of public and private keys. */
@NullMarked
package io.keyholder.testkit.contract.key;

import org.jspecify.annotations.NullMarked;

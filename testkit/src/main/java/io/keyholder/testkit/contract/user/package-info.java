/** Contracts of the repository of users. */
@NullMarked
package io.keyholder.testkit.contract.user;

import org.jspecify.annotations.NullMarked;

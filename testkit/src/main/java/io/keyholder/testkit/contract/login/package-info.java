/** Contracts of login states. */
@NullMarked
package io.keyholder.testkit.contract.login;

import org.jspecify.annotations.NullMarked;

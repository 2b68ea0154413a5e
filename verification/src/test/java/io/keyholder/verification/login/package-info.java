/** Logging in, over real adapters: what each flaw of SECURITY-CASES would break. */
@NullMarked
package io.keyholder.verification.login;

import org.jspecify.annotations.NullMarked;

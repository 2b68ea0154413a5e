/**
 * Bcrypt that computes several independent digests at once on one core. Blowfish waits for memory most of the time; the
 * other lanes work meanwhile.
 */
@NullMarked
package io.keyholder.adapters.crypto.internal.password.lanes;

import org.jspecify.annotations.NullMarked;

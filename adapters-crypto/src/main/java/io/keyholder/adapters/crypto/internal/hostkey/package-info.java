/** The keys of the host itself, for sealing and for the pepper, and their files. */
@NullMarked
package io.keyholder.adapters.crypto.internal.hostkey;

import org.jspecify.annotations.NullMarked;

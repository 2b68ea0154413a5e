/** What a host chooses for passwords: limits on foreign hashes, the list of common passwords. */
@NullMarked
package io.keyholder.adapters.crypto.password;

import org.jspecify.annotations.NullMarked;

/** Public keys of data owners, their trust, and sealing. */
@NullMarked
package io.keyholder.application.internal.key;

import org.jspecify.annotations.NullMarked;

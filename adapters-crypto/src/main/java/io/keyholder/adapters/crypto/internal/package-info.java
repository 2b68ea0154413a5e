/** What several rooms of this module share. */
@NullMarked
package io.keyholder.adapters.crypto.internal;

import org.jspecify.annotations.NullMarked;

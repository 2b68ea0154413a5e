/** Files that only their owner may read, and what is wrong with one that a host keeps. */
@NullMarked
package io.keyholder.adapters.crypto.file;

import org.jspecify.annotations.NullMarked;

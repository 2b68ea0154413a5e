/** Changes of what is stored, repeated when another writer was faster. */
@NullMarked
package io.keyholder.application.internal.change;

import org.jspecify.annotations.NullMarked;

/** What both stores share. */
@NullMarked
package io.keyholder.adapters.memory.internal;

import org.jspecify.annotations.NullMarked;

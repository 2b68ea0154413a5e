/** What a host chooses for the store in H2. */
@NullMarked
package io.keyholder.adapters.memory.options;

import org.jspecify.annotations.NullMarked;

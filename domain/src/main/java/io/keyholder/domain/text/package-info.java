/** Texts that a person may see, each with a key by which a host translates it. */
@NullMarked
package io.keyholder.domain.text;

import org.jspecify.annotations.NullMarked;

/** Where unpredictable bytes come from. */
@NullMarked
package io.keyholder.ports.randomness;

import org.jspecify.annotations.NullMarked;

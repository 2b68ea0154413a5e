/** How key pairs are made, exported, and where their public halves are kept. */
@NullMarked
package io.keyholder.ports.keys;

import org.jspecify.annotations.NullMarked;

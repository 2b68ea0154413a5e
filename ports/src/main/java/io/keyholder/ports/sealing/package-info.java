/** How secrets that must be readable are kept at rest. */
@NullMarked
package io.keyholder.ports.sealing;

import org.jspecify.annotations.NullMarked;

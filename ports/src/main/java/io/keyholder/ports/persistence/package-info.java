/** Where users are kept. */
@NullMarked
package io.keyholder.ports.persistence;

import org.jspecify.annotations.NullMarked;

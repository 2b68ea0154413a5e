/** The durable embedded default, opened in one line. */
@NullMarked
package io.keyholder.embedded;

import org.jspecify.annotations.NullMarked;

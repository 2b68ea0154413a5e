/** Key pairs of data owners. The private half is wipeable and never shown. */
@NullMarked
package io.keyholder.domain.key;

import org.jspecify.annotations.NullMarked;

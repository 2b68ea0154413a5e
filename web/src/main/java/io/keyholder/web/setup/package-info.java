/** The practice and what it is made of. */
@NullMarked
package io.keyholder.web.setup;

import org.jspecify.annotations.NullMarked;

/** Documents as other software writes them, and as damage leaves them. */
@NullMarked
package io.keyholder.verification.document;

import org.jspecify.annotations.NullMarked;

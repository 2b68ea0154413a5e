/** What a document holds beyond the domain. */
@NullMarked
package io.keyholder.domain.document;

import org.jspecify.annotations.NullMarked;

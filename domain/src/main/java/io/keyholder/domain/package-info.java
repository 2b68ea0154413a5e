/** What every part of the model shares: the error for an impossible value, and the unknown members of a document. */
@NullMarked
package io.keyholder.domain;

import org.jspecify.annotations.NullMarked;

/** Members that this library does not know and keeps as they are. */
@NullMarked
package io.keyholder.documents.internal.lossless;

import org.jspecify.annotations.NullMarked;

/** Notes that only their recipients can read. */
@NullMarked
package io.keyholder.web.note;

import org.jspecify.annotations.NullMarked;

/** Notices to users, sent after what they are about. */
@NullMarked
package io.keyholder.application.internal.notice;

import org.jspecify.annotations.NullMarked;

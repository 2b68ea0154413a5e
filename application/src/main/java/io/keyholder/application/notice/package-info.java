/** Messages to users about changes to how they log in. */
@NullMarked
package io.keyholder.application.notice;

import org.jspecify.annotations.NullMarked;

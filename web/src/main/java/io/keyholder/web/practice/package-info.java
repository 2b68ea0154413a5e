/** What the practice is, and the roles in it. */
@NullMarked
package io.keyholder.web.practice;

import org.jspecify.annotations.NullMarked;

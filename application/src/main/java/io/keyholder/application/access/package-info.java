/** Who may do what to users, held against what is stored. */
@NullMarked
package io.keyholder.application.access;

import org.jspecify.annotations.NullMarked;

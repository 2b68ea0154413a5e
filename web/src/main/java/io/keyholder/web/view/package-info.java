/** How names and moments are shown to people. */
@NullMarked
package io.keyholder.web.view;

import org.jspecify.annotations.NullMarked;

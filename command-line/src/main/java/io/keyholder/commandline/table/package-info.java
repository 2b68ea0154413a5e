/** Users that come in a table, one a row, from people who have no iCure documents. */
@NullMarked
package io.keyholder.commandline.table;

import org.jspecify.annotations.NullMarked;

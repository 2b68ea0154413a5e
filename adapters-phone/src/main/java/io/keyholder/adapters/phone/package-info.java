/** Phone numbers as people of a region write them, in the one form by which all stores compare them. */
@NullMarked
package io.keyholder.adapters.phone;

import org.jspecify.annotations.NullMarked;

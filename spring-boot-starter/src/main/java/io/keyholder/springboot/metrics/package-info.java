/** Health and metrics. */
@NullMarked
package io.keyholder.springboot.metrics;

import org.jspecify.annotations.NullMarked;

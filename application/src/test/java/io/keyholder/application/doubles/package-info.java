/** Small, faithful stand-ins of the ports for tests below the adapters. */
@NullMarked
package io.keyholder.application.doubles;

import org.jspecify.annotations.NullMarked;

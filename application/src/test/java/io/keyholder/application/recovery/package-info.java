@NullMarked
package io.keyholder.application.recovery;

import org.jspecify.annotations.NullMarked;

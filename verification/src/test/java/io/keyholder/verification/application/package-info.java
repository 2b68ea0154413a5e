/** What the facade promises, over the adapters that ship with it. */
@NullMarked
package io.keyholder.verification.application;

import org.jspecify.annotations.NullMarked;

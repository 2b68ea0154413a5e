/** Use cases of passwords, second factors, tokens and contacts. */
@NullMarked
package io.keyholder.application.internal.credential;

import org.jspecify.annotations.NullMarked;

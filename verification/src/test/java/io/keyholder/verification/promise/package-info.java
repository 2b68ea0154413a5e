/**
 * The first promise, over each store: credentials never open data, and nothing on the server side holds a private key.
 */
@NullMarked
package io.keyholder.verification.promise;

import org.jspecify.annotations.NullMarked;

/** A CouchDB or PouchDB Server for tests and benchmarks. */
@NullMarked
package io.keyholder.testserver;

import org.jspecify.annotations.NullMarked;

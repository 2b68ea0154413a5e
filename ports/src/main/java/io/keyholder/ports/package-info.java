/** What all ports share: the root of their errors, and the two bundles that a host passes in. */
@NullMarked
package io.keyholder.ports;

import org.jspecify.annotations.NullMarked;

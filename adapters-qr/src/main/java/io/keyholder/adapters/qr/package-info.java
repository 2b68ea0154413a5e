/** QR pictures of short texts: second factors to enrol, recovery kits to print. */
@NullMarked
package io.keyholder.adapters.qr;

import org.jspecify.annotations.NullMarked;

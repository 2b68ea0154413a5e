/**
 * What is done with the keys of data owners: sealing and opening, importing, vouching and revoking. No credential plays
 * a part in it: only the private key opens data.
 */
@NullMarked
package io.keyholder.application.key;

import org.jspecify.annotations.NullMarked;

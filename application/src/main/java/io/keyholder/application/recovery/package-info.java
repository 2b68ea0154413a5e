/**
 * Ways not to lose a private key: a recovery kit, shares among trusted people, a transfer to another device. All of it
 * happens where the private key is, on the client's side, and none of it needs the server: no password or token opens
 * anything.
 */
@NullMarked
package io.keyholder.application.recovery;

import org.jspecify.annotations.NullMarked;

/** Shows the practice that this browser holds a private key. */

import { base64, fromBase64, proveKey } from './keyholder-keys.js';
import { post } from './page.js';

/** The answer to the challenge that a path gives. What it is for, this browser says itself. */
export async function proofFor(path, pair, owner) {
  const { encrypted } = await post(path, { spki: base64(pair.publicKey.spki) });
  const purpose = { act: 'REGISTER', owner, host: location.host };
  return base64(await proveKey(pair, fromBase64(encrypted), purpose));
}

/** Saving a private key: under a passphrase to a file, and in this browser when the person wants that. */

import { exportEncryptedPem } from './keyholder-keys.js';
import { keepKey } from './device.js';
import { byId, download, guarded, show } from './page.js';

const LEAST_PASSPHRASE = 12;

/**
 * Watches the form of the hand-over.
 *
 * @param source returns the pair that is to be saved
 * @param done is called with the pair once its file was saved
 */
export function onHandover(source, done) {
  byId('save-key').addEventListener('click', () => guarded(byId('save-key'), byId('handover-problem'), async () => {
    const passphrase = chosenPassphrase();
    const pair = await source();
    const file = await exportEncryptedPem(pair, passphrase);
    const name = `private-key-${pair.publicKey.fingerprint.slice(0, 8)}.pem`;
    download(file, name);
    show(byId('saved'), `Saved as ${name}. Its fingerprint begins with ${pair.publicKey.fingerprint.slice(0, 16)}.`);
    await done(pair);
  }));
}

/** Keeps the key in this browser when the person chose that. */
export async function keepIfWanted(owner, pair) {
  if (byId('keep').checked) {
    await keepKey(owner, pair);
  }
}

function chosenPassphrase() {
  const passphrase = byId('passphrase').value;
  if ([...passphrase].length < LEAST_PASSPHRASE) {
    byId('passphrase').focus();
    throw new Error(`The passphrase needs at least ${LEAST_PASSPHRASE} characters.`);
  }
  if (passphrase !== byId('passphrase-again').value) {
    byId('passphrase-again').focus();
    throw new Error('The two passphrases differ.');
  }
  return passphrase;
}

// Runs calls of the two modules that come as JSON on standard input; prints what each returned or threw.
import { readFileSync } from 'node:fs';
import * as keys from '../../main/resources/static/js/keyholder-keys.js';
import * as recovery from '../../main/resources/static/js/keyholder-recovery.js';

const { base64, fromBase64 } = keys;
const pairs = {};

const shown = (publicKey) => ({ ...publicKey, spki: base64(publicKey.spki) });
const given = ({ spki, padding }) => keys.publicKey(fromBase64(spki), padding);
const kept = (name, pair) => {
  pairs[name] = pair;
  return shown(pair.publicKey);
};

const calls = {
  create: async ({ name, ...options }) => kept(name, await keys.createKeyPair(options)),
  lock: async ({ name, as }) => kept(as, await keys.locked(pairs[name])),
  exportPem: ({ name, passphrase, ...options }) => keys.exportEncryptedPem(pairs[name], passphrase, options),
  importPem: async ({ name, file, passphrase, ...options }) =>
    kept(name, await keys.importPem(fromBase64(file), passphrase, options)),
  prove: async ({ name, challenge, successor, ...purpose }) => base64(await keys.proveKey(
    pairs[name], fromBase64(challenge), { ...purpose, successor: successor && await given(successor) })),
  seal: async ({ content, recipients, context }) =>
    base64(await keys.seal(fromBase64(content), await Promise.all(recipients.map(given)), context)),
  open: async ({ name, sealed, context }) => base64(await keys.open(fromBase64(sealed), pairs[name], context)),
  recipients: ({ sealed }) => keys.recipientsOf(fromBase64(sealed)),
  makeKit: ({ name }) => recovery.makeRecoveryKit(pairs[name]),
  recover: async ({ name, file, key }) => kept(name, await recovery.recoverFromKit(fromBase64(file), key)),
  split: ({ name, threshold, count }) => recovery.splitKey(pairs[name], threshold, count),
  join: async ({ name, files }) => kept(name, await recovery.joinShares(files)),
};

const results = [];
for (const { call, ...args } of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    results.push({ value: await calls[call](args) });
  } catch (error) {
    results.push({ error: error.code ?? error.name, message: error.message });
  }
}
process.stdout.write(JSON.stringify(results));

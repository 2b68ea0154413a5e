/**
 * Ways back to a private key that was lost, in Keyholder's formats: recovery kits (a key for paper, a file that opens with it
 * alone) and shares (some of which together are the key). A module without dependencies but keyholder-keys.js.
 */

import {
  KeyholderError, areEqual, base64, fromBase64, fromHex, hex, joined, openUnderKey, pairOfPkcs8, pkcs8Of, random, sealUnderKey,
  sha256,
} from './keyholder-keys.js';

const VERSION = 1;
const MOST_TEXT_LENGTH = 131_072;
const PADDINGS = ['OAEP_SHA1', 'OAEP_SHA256'];

// Recovery kits

const KIT = 'KEYHOLDER RECOVERY KIT';
const KIT_HEADER_BYTES = 1 + 32 + 33;

/** A kit of a pair: `key` to print, `file` to keep apart from it, and what to call that. */
export async function makeRecoveryKit(pair) {
  const key = random(32);
  const pkcs8 = await pkcs8Of(pair);
  try {
    const header = joined([VERSION], await sha256(key), named(pair.publicKey));
    const sealed = await sealUnderKey(key, pkcs8, kitContext(header));
    return {
      key: await recoveryKeyText(key),
      file: await armoured(KIT, joined(header, sealed)),
      fileName: `${hex(await sha256(key))}.recovery`,
    };
  } finally {
    key.fill(0);
    pkcs8.fill(0);
  }
}

/**
 * The pair that a kit holds.
 *
 * @param file text or bytes
 * @param keyText as typed: the groups that were printed, or iCure's Base32 or hex
 */
export async function recoverFromKit(file, keyText) {
  const key = await readRecoveryKey(keyText);
  const content = await unarmoured(KIT, 'recovery kit', file);
  if (content.length < KIT_HEADER_BYTES || content[0] !== VERSION) {
    throw damaged('recovery kit', 'is of a later version, or cut');
  }
  const header = content.slice(0, KIT_HEADER_BYTES);
  if (!areEqual(header.slice(1, 33), await sha256(key))) {
    throw new KeyholderError('other-key', `the recovery key is that of another kit; this one needs ${hex(header.slice(1, 33))}`);
  }
  let pkcs8;
  try {
    pkcs8 = await openUnderKey(key, content.slice(KIT_HEADER_BYTES), kitContext(header));
  } catch (refused) {
    throw damaged('recovery kit', 'was changed, although its checksum is right');
  }
  return fittingPair(pkcs8, header.slice(33), () => damaged('recovery kit', 'holds another key than it says'));
}

function kitContext(header) {
  return `keyholder recovery kit ${hex(header)}`;
}

// The recovery key in letters: 13 groups of four letters of Base32 and a check letter, and one that checks the whole

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const KEY_LETTERS = 52;
const GROUPS = 14;
const MOST_KEY_TEXT_LENGTH = 1_000;

async function recoveryKeyText(key) {
  const values = [...valuesOf(key), ...await checksumOf(key)];
  const groups = [];
  for (let group = 0; group < GROUPS; group++) {
    const members = values.slice(4 * group, 4 * group + 4);
    groups.push([...members, checkOf(members, group)].map((value) => ALPHABET[value]).join(''));
  }
  return groups.join('-');
}

/** The 32 bytes of a recovery key as a person types it, in any case, with any spaces, dashes and dots. */
export async function readRecoveryKey(typed) {
  if (typed.length > MOST_KEY_TEXT_LENGTH) {
    throw mistyped(`has ${typed.length} letters`);
  }
  const words = spaced(typed).toUpperCase().split(/[ \-_.,:=]+/).filter((word) => word !== '');
  const letters = words.join('');
  if (letters.length === 64) {
    return hexKey(letters);
  }
  if (letters.length === KEY_LETTERS) {
    return base32Key(letters);
  }
  const groups = words.length === GROUPS ? words : letters.match(/.{1,5}/g) ?? [];
  if (groups.length !== GROUPS || letters.length > GROUPS * 6) {
    throw mistyped(`has ${letters.length} letters, not ${GROUPS} groups of five`);
  }
  return groupedKey(groups);
}

function hexKey(letters) {
  if (!/^[0-9A-F]+$/.test(letters)) {
    throw mistyped('holds letters that are no hex digits');
  }
  return fromHex(letters);
}

function base32Key(letters) {
  const values = [...letters].map(valueOf);
  if (values.includes(-1) || (values[KEY_LETTERS - 1] & 0xf) !== 0) {
    throw mistyped('holds a wrong letter');
  }
  return bytesOf(values);
}

async function groupedKey(groups) {
  const wrong = [];
  const data = groups.flatMap((group, place) => {
    const fitting = group.length === 5 ? readingsOf(group).filter((values) => isChecked(values, place)) : [];
    if (fitting.length !== 1) {
      wrong.push(place + 1);
    }
    return fitting.length === 1 ? fitting[0].slice(0, 4) : [0, 0, 0, 0];
  });
  if (!wrong.includes(13) && (data[KEY_LETTERS - 1] & 0xf) !== 0) {
    wrong.push(13);
  }
  if (wrong.length > 0) {
    throw mistyped(`has a mistake in group ${wrong.join(', ')}`);
  }
  const key = bytesOf(data);
  if (!areEqual(data.slice(KEY_LETTERS), await checksumOf(key))) {
    throw mistyped('holds more than one wrong letter');
  }
  return key;
}

/** All that the letters may mean: a 1 is an I or an L. None when one means nothing. */
function readingsOf(group) {
  return [...group].reduce(
    (readings, letter) => (letter === '1' ? ['I', 'L'] : [letter])
      .map(valueOf)
      .filter((value) => value >= 0)
      .flatMap((value) => readings.map((values) => [...values, value])),
    [[]]);
}

function isChecked(values, place) {
  return checkOf(values.slice(0, 4), place) === values[4];
}

function valueOf(letter) {
  return ALPHABET.indexOf(letter === '0' ? 'O' : letter === '8' ? 'B' : letter);
}

/** A sum over the field of 32 elements, x^5 + x^2 + 1. */
function checkOf(members, place) {
  return members.reduce((sum, value) => {
    const doubled = (sum ^ value) << 1;
    return doubled > 31 ? doubled ^ 0b100101 : doubled;
  }, 0) ^ place;
}

async function checksumOf(key) {
  const bits = parseInt(hex(await sha256(key)).slice(0, 5), 16);
  return [15, 10, 5, 0].map((shift) => (bits >> shift) & 31);
}

function valuesOf(key) {
  const values = new Array(KEY_LETTERS).fill(0);
  for (let bit = 0; bit < 256; bit++) {
    values[Math.floor(bit / 5)] |= ((key[bit >> 3] >> (7 - bit % 8)) & 1) << (4 - bit % 5);
  }
  return values;
}

function bytesOf(values) {
  const key = new Uint8Array(32);
  for (let bit = 0; bit < 256; bit++) {
    key[bit >> 3] |= ((values[Math.floor(bit / 5)] >> (4 - bit % 5)) & 1) << (7 - bit % 8);
  }
  return key;
}

function mistyped(problem) {
  return new KeyholderError('mistyped', `the recovery key ${problem}`);
}

// Shares: Shamir's scheme byte by byte over the field of AES

const SHARE = 'KEYHOLDER KEY SHARE';
const SHARE_HEADER_BYTES = 1 + 16 + 2 + 33 + 1;

/** The texts of fresh shares, any as many as the threshold of which are the key. */
export async function splitKey(pair, threshold, count) {
  if (!(threshold >= 2 && threshold <= count && count <= 255)) {
    throw new KeyholderError('invalid', 'the threshold is outside 2 to the number of shares, or that above 255');
  }
  const pkcs8 = await pkcs8Of(pair);
  const coefficients = [pkcs8, ...Array.from({ length: threshold - 1 }, () => random(pkcs8.length))];
  const set = joined(random(16), [threshold, count], named(pair.publicKey));
  const texts = [];
  for (let number = 1; number <= count; number++) {
    const share = pkcs8.map((byte, index) =>
      coefficients.reduceRight((sum, coefficient) => times(sum, number) ^ coefficient[index], 0));
    texts.push(await armoured(SHARE, joined([VERSION], set, [number], share)));
  }
  coefficients.forEach((coefficient) => coefficient.fill(0));
  return texts;
}

/** What the text of a share shows of it: its set, number, threshold, count, and the fingerprint of the key. */
export async function readShare(file) {
  const content = await unarmoured(SHARE, 'key share', file);
  if (content.length <= SHARE_HEADER_BYTES || content[0] !== VERSION) {
    throw damaged('key share', 'is of a later version, or cut');
  }
  const [threshold, count, padding] = content.slice(17, 20);
  const number = content[SHARE_HEADER_BYTES - 1];
  if (threshold < 2 || threshold > count || padding < 1 || padding > 2 || number < 1 || number > count) {
    throw damaged('key share', 'has numbers that contradict each other');
  }
  const set = content.slice(1, SHARE_HEADER_BYTES - 1);
  return {
    set: hex(set.slice(0, 16)), threshold, count, number, fingerprint: hex(set.slice(19)),
    common: set, secret: content.slice(SHARE_HEADER_BYTES),
  };
}

/** The pair that shares of one set make together. */
export async function joinShares(files) {
  const shares = [];
  for (const file of files) {
    shares.push(await readShare(file));
  }
  requireTogether(shares);
  const used = shares.sort((one, other) => one.number - other.number).slice(0, shares[0].threshold);
  const notTheKey = () => new KeyholderError('other-key', 'what came out is not the key: one of the shares is not a true one');
  if (new Set(used.map((share) => share.secret.length)).size !== 1) {
    throw notTheKey();
  }
  return fittingPair(combined(used), used[0].common.slice(18), notTheKey);
}

function requireTogether(shares) {
  if (new Set(shares.map((share) => hex(share.common))).size > 1) {
    throw new KeyholderError('other-key', 'the shares are not all of one set');
  }
  if (new Set(shares.map((share) => share.number)).size < shares.length) {
    throw new KeyholderError('invalid', 'one share was given twice');
  }
  if (shares.length === 0 || shares.length < shares[0].threshold) {
    const needed = shares.length === 0 ? 'at least 2' : shares[0].threshold;
    throw new KeyholderError('too-few', `${shares.length} of ${needed} shares are here`);
  }
}

/** The value at 0 of the polynomial through the shares. */
function combined(shares) {
  const weights = shares.map(({ number }) => shares
    .filter((other) => other.number !== number)
    .reduce((product, other) => times(product, times(other.number, inverse(other.number ^ number))), 1));
  return shares[0].secret.map((ignored, index) =>
    shares.reduce((sum, share, at) => sum ^ times(share.secret[index], weights[at]), 0));
}

/** In GF(256) with AES's polynomial, without a branch on the factors. */
function times(one, other) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ (0x11b & -(product >> 7));
    product ^= one & -((other >> bit) & 1);
  }
  return product;
}

function inverse(value) {
  let power = 1;
  for (let step = 0; step < 254; step++) {
    power = times(power, value);
  }
  return power;
}

// What both have in common

function named(publicKey) {
  return joined([PADDINGS.indexOf(publicKey.padding) + 1], fromHex(publicKey.fingerprint));
}

async function fittingPair(pkcs8, name, failure) {
  try {
    const padding = PADDINGS[name[0] - 1];
    const pair = padding ? await pairOfPkcs8(pkcs8, padding) : undefined;
    if (pair && areEqual(named(pair.publicKey), name)) {
      return pair;
    }
  } catch (noKey) {
    if (!(noKey instanceof KeyholderError)) {
      throw noKey;
    }
  } finally {
    pkcs8.fill(0);
  }
  throw failure();
}

/** Base64 between two lines, the first eight bytes of the SHA-256 of label and content behind the content. */
async function armoured(label, content) {
  const checked = joined(content, await checksum(label, content));
  const lines = base64(checked).match(/.{1,64}/g).join('\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

async function unarmoured(label, what, file) {
  if (file.length > MOST_TEXT_LENGTH) {
    throw damaged(what, `has more than ${MOST_TEXT_LENGTH} bytes`);
  }
  const text = spaced(typeof file === 'string' ? file : new TextDecoder().decode(file));
  const found = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/= ]*)-----END ${label}-----`).exec(text);
  if (!found) {
    throw damaged(what, `has no lines BEGIN ${label} and END ${label}, or other letters between them`);
  }
  const checked = decoded(what, found[1].replaceAll(' ', ''));
  const content = checked.slice(0, Math.max(checked.length - 8, 0));
  if (content.length < 1 || !areEqual(await checksum(label, content), checked.slice(content.length))) {
    throw damaged(what, 'was changed or cut: its checksum is wrong');
  }
  return content;
}

function decoded(what, letters) {
  try {
    return fromBase64(letters);
  } catch (malformed) {
    throw damaged(what, 'was changed or cut: it is not in Base64');
  }
}

async function checksum(label, content) {
  return (await sha256(joined(new TextEncoder().encode(label), content))).slice(0, 8);
}

/** What programs that format text do to letters, dashes and spaces is undone. */
function spaced(text) {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/[\p{Pd}\u2212\u207B\u208B\u02D7\u2043\u30FC\uFF70]/gu, '-')
    .replace(/[\s\p{Z}\u2800]/gu, ' ')
    .replace(/[\p{Cf}\p{Cc}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180D\u180F\u3164\uFFA0\uFE00-\uFE0F]/gu, '');
}

function damaged(what, problem) {
  return new KeyholderError('damaged', `the ${what} ${problem}`);
}

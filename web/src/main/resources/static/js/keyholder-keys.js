/**
 * Keyholder's keys and sealed data in a browser or in Node: makes, exports, imports and proves RSA key pairs, seals and
 * opens data. A module without dependencies but WebCrypto; copy it into your own pages.
 *
 * A public key is `{spki, padding, fingerprint}`: the bytes of its SubjectPublicKeyInfo, OAEP_SHA256 or OAEP_SHA1, and the
 * SHA-256 of those bytes in hex. A pair is `{publicKey, privateKey}`, the latter a CryptoKey, which IndexedDB can store.
 * Every refusal is a KeyholderError with a `code`; no message holds a secret.
 */

export const DEFAULT_KEY_SIZE_BITS = 3072;
export const DEFAULT_ITERATIONS = 600_000;
/** What a file may ask for; one that asks for more is refused before any work is done. */
export const MOST_ITERATIONS = 3_000_000;
export const MOST_RECIPIENTS = 1_000;
const MOST_FILE_LENGTH = 65_536;
const LEAST_BITS = 3_072;
/** Keys of iCure's clients are shorter, and have one exponent. */
const ICURE_BITS = 2_048;
const ICURE_EXPONENT = 65_537n;
const MOST_BITS = 8_192;
const WANTED_KEYS =
  `only keys of ${LEAST_BITS} to ${MOST_BITS} bits are used, and iCure's of ${ICURE_BITS} with ${ICURE_EXPONENT}`;
const MOST_CONTEXT_LENGTH = 4_096;
const MOST_HOST_LENGTH = 600;

/** What was wrong, by its code: wrong-passphrase, damaged, unsupported, too-much-work, other-key, unopenable, invalid. */
export class KeyholderError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'KeyholderError';
    this.code = code;
  }
}

const subtle = globalThis.crypto.subtle;
const utf8 = new TextEncoder();

// Keys

/** A fresh pair whose private half can be exported until {@link locked} makes another of it. */
export async function createKeyPair({ sizeBits = DEFAULT_KEY_SIZE_BITS, padding = 'OAEP_SHA256' } = {}) {
  if (![2048, 3072, 4096].includes(sizeBits)) {
    throw invalid(`the key size is ${sizeBits} bits, not 2048, 3072 or 4096`);
  }
  const algorithm = { ...oaep(padding), modulusLength: sizeBits, publicExponent: new Uint8Array([1, 0, 1]) };
  const pair = await subtle.generateKey(algorithm, true, ['encrypt', 'decrypt']);
  const spki = new Uint8Array(await subtle.exportKey('spki', pair.publicKey));
  return { publicKey: await publicKey(spki, padding), privateKey: pair.privateKey };
}

/** A public key from its bytes. */
export async function publicKey(spki, padding = 'OAEP_SHA256') {
  oaep(padding);
  return Object.freeze({ spki, padding, fingerprint: hex(await sha256(spki)) });
}

/** The same pair with a private half that no script can export: what to keep on a device. */
export async function locked(pair) {
  const pkcs8 = await pkcs8Of(pair);
  try {
    const key = await subtle.importKey('pkcs8', pkcs8, oaep(pair.publicKey.padding), false, ['decrypt']);
    return { publicKey: pair.publicKey, privateKey: key };
  } finally {
    pkcs8.fill(0);
  }
}

/** The bytes of the private half; the caller overwrites them. */
export async function pkcs8Of(pair) {
  if (!pair.privateKey.extractable) {
    throw invalid('the private key was stored so that no script can read it; use its file');
  }
  return new Uint8Array(await subtle.exportKey('pkcs8', pair.privateKey));
}

/** The pair of a private half in PKCS #8, checked to be one whole RSA key. */
export async function pairOfPkcs8(pkcs8, padding = 'OAEP_SHA256') {
  requireRsa(pkcs8);
  let key;
  try {
    key = await subtle.importKey('pkcs8', pkcs8, oaep(padding), true, ['decrypt']);
  } catch (refused) {
    throw damaged('it holds no whole RSA key');
  }
  const jwk = await subtle.exportKey('jwk', key);
  requireConsistent(jwk);
  const publicJwk = { kty: 'RSA', n: jwk.n, e: jwk.e, alg: jwk.alg, ext: true };
  const half = await subtle.importKey('jwk', publicJwk, oaep(padding), true, ['encrypt']);
  const spki = new Uint8Array(await subtle.exportKey('spki', half));
  return { publicKey: await publicKey(spki, padding), privateKey: key };
}

// Key files

/** PKCS #8 in PEM under a passphrase (PBES2: PBKDF2 with HMAC-SHA256, AES-256-CBC); `openssl pkey` reads it. */
export async function exportEncryptedPem(pair, passphrase, { iterations = DEFAULT_ITERATIONS } = {}) {
  const secret = passphraseBytes(passphrase.normalize('NFC'));
  if (!Number.isInteger(iterations) || iterations < 1_000 || iterations > MOST_ITERATIONS) {
    throw invalid(`the number of iterations is outside 1000 to ${MOST_ITERATIONS}`);
  }
  const salt = random(16);
  const iv = random(16);
  const pkcs8 = await pkcs8Of(pair);
  try {
    const key = await passphraseKey(secret, { salt, iterations, hash: 'SHA-256', keyBytes: 32 }, 'encrypt');
    const content = new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv }, key, pkcs8));
    return pem('ENCRYPTED PRIVATE KEY', encryptedPrivateKeyInfo(salt, iterations, iv, content));
  } finally {
    pkcs8.fill(0);
    secret.fill(0);
  }
}

/**
 * The pair of a private key file: PKCS #8 in PEM, encrypted or not. Other forms are refused with the command that converts
 * them.
 *
 * @param file text or bytes
 * @param options padding: what the key is used with; fingerprints: of the keys that the file may hold, any when absent
 */
export async function importPem(file, passphrase, { padding = 'OAEP_SHA256', fingerprints } = {}) {
  const { label, der } = pemBlock(file);
  const pkcs8 = label === 'PRIVATE KEY' ? der : await decryptedPkcs8(der, passphrase);
  try {
    const pair = await pairOfPkcs8(pkcs8, padding);
    if (fingerprints && !fingerprints.includes(pair.publicKey.fingerprint)) {
      throw new KeyholderError('other-key', 'the file holds the key of another, or one that is not registered');
    }
    return pair;
  } finally {
    pkcs8.fill(0);
  }
}

async function decryptedPkcs8(der, passphrase) {
  const { derivation, iv, content } = readEncryptedPrivateKeyInfo(der);
  for (const spelling of spellings(passphrase)) {
    const secret = passphraseBytes(spelling);
    const pkcs8 = await decryptedBy(secret, derivation, iv, content);
    secret.fill(0);
    if (pkcs8) {
      return pkcs8;
    }
  }
  throw new KeyholderError('wrong-passphrase', 'the passphrase is wrong');
}

/** As typed, then in Unicode's other form: keyboards differ in how they send accents. */
function spellings(passphrase) {
  const other = ['NFC', 'NFD'].map((form) => passphrase.normalize(form)).find((text) => text !== passphrase);
  return other === undefined ? [passphrase] : [passphrase, other];
}

/**
 * The content, or undefined when the passphrase is wrong. CBC has no tag: a damaged file is told from a wrong passphrase by
 * how the PKCS #8 of an RSA key begins, two blocks of which 20 bytes are the same in every file.
 */
async function decryptedBy(secret, derivation, iv, content) {
  const padded = await decipher(await passphraseKey(secret, derivation, 'encrypt', 'decrypt'), iv, content);
  const padding = padded[padded.length - 1];
  const end = padded.length - padding;
  const isPadded = padding >= 1 && padding <= 16 && padded.subarray(end).every((byte) => byte === padding);
  if (isPadded && isPrivateKeyInfo(padded.subarray(0, end))) {
    return padded.slice(0, end);
  }
  if (differences(padded, 4, FIRST_BLOCK) <= 1 || differences(padded, 16, SECOND_BLOCK) <= 1) {
    throw damaged('it was changed');
  }
  return undefined;
}

/** Deciphers without looking at the padding: a block that brings out right padding is put behind the content. */
async function decipher(key, iv, content) {
  const last = content.slice(-16);
  const full = new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv: last }, key, new Uint8Array(0)));
  return new Uint8Array(await subtle.decrypt({ name: 'AES-CBC', iv }, key, joined(content, full)));
}

async function passphraseKey(secret, { salt, iterations, hash, keyBytes }, ...uses) {
  const base = await subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  const cipher = { name: 'AES-CBC', length: keyBytes * 8 };
  return subtle.deriveKey({ name: 'PBKDF2', salt, iterations, hash }, base, cipher, false, uses);
}

function passphraseBytes(passphrase) {
  if (passphrase === '') {
    throw invalid('the passphrase is empty');
  }
  return utf8.encode(wellFormed('passphrase', passphrase));
}

// Proof of possession

/**
 * What a client answers to the challenge that it holds a private key: HMAC-SHA256, under the secret in the challenge, over
 * what the client itself agrees to.
 *
 * @param encrypted the challenge as it was sent
 * @param purpose act (REGISTER, REPLACE, REVOKE), owner, host (the name by which this client knows it), and for REPLACE the
 *     successor, a public key
 */
export async function proveKey(pair, encrypted, { act, owner, host, successor }) {
  if (!['REGISTER', 'REPLACE', 'REVOKE'].includes(act) || (act === 'REPLACE') !== (successor !== undefined)) {
    throw invalid('the purpose of the proof names an unknown act, or a successor against its act');
  }
  text('name of a host', host, MOST_HOST_LENGTH);
  const secret = await unwrap(encrypted, pair);
  const named = (key) => `${key.padding} ${key.fingerprint}`;
  const message = ['keyholder possession 2', act, owner, named(pair.publicKey), successor ? named(successor) : '', host]
    .map((part) => `${part.length}:${part}`)
    .join('');
  const proof = await hmac(secret, utf8.encode(message));
  secret.fill(0);
  return proof;
}

// Sealed data

const MAGIC_AND_VERSION = [0x4b, 0x48, 0x53, 1];
const CHUNK_BYTES = 65_536;
const TAG_BYTES = 16;
const PADDING_CODES = { OAEP_SHA1: 1, OAEP_SHA256: 2 };
const LABEL = utf8.encode('keyholder sealed data 1');

/**
 * Content sealed for each of the recipients, who are public keys.
 *
 * @param content bytes
 * @param context what it is about, authenticated and not hidden; opening it takes the same
 */
export async function seal(content, recipients, context) {
  const contentKey = random(32);
  try {
    const entries = [];
    for (const recipient of await distinct(recipients)) {
      const key = await encryptionKey(recipient);
      const wrapped = new Uint8Array(await subtle.encrypt({ name: 'RSA-OAEP' }, key, contentKey));
      entries.push({ fingerprint: recipient.fingerprint, padding: PADDING_CODES[recipient.padding], wrapped });
    }
    return await sealUnder(contentKey, entries, content, context);
  } finally {
    contentKey.fill(0);
  }
}

/** The content, when the pair is that of a recipient and nothing was changed. */
export async function open(sealed, pair, context) {
  const header = readHeader(sealed);
  const code = PADDING_CODES[pair.publicKey.padding];
  const entry = header.entries.find(
    ({ fingerprint, padding }) => fingerprint === pair.publicKey.fingerprint && padding === code);
  if (!entry) {
    throw new KeyholderError('other-key', 'it is sealed for another key');
  }
  const contentKey = await unwrap(entry.wrapped, pair);
  try {
    return await openUnder(contentKey, header, sealed, context);
  } finally {
    contentKey.fill(0);
  }
}

/** Content sealed under a key of 32 bytes that both sides know, for no recipients. */
export async function sealUnderKey(contentKey, content, context) {
  return sealUnder(contentKey, [], content, context);
}

/** What {@link sealUnderKey} sealed. */
export async function openUnderKey(contentKey, sealed, context) {
  const header = readHeader(sealed);
  if (header.entries.length > 0) {
    throw unopenable();
  }
  return openUnder(contentKey, header, sealed, context);
}

/** The fingerprints of the keys that sealed data is for. */
export function recipientsOf(sealed) {
  return readHeader(sealed).entries.map((entry) => entry.fingerprint);
}

async function sealUnder(contentKey, entries, content, context) {
  const header = encodedHeader(entries, random(7));
  const { chunkKey, commitment } = await messageKeys(contentKey, header, context);
  const chunks = [header, commitment];
  for (let number = 0, start = 0; number === 0 || start < content.length; number++, start += CHUNK_BYTES) {
    const isLast = start + CHUNK_BYTES >= content.length;
    const iv = nonce(header, number, isLast);
    const chunk = content.slice(start, start + CHUNK_BYTES);
    chunks.push(new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv }, chunkKey, chunk)));
  }
  return joined(...chunks);
}

async function openUnder(contentKey, header, sealed, context) {
  const { chunkKey, commitment } = await messageKeys(contentKey, header.bytes, context);
  const start = header.bytes.length;
  if (!areEqual(sealed.subarray(start, start + 32), commitment)) {
    throw unopenable();
  }
  const rest = sealed.subarray(start + 32);
  const opened = [];
  for (let number = 0, at = 0; number === 0 || at < rest.length; number++, at += CHUNK_BYTES + TAG_BYTES) {
    const chunk = rest.slice(at, at + CHUNK_BYTES + TAG_BYTES);
    if (chunk.length < TAG_BYTES || (chunk.length === TAG_BYTES && number > 0)) {
      throw unopenable();
    }
    const iv = nonce(header.bytes, number, at + chunk.length === rest.length);
    opened.push(new Uint8Array(await refusing(subtle.decrypt({ name: 'AES-GCM', iv }, chunkKey, chunk))));
  }
  return joined(...opened);
}

/** HKDF with SHA-256 over header and context: the key of the chunks, and a commitment to all three. */
async function messageKeys(contentKey, header, context) {
  text('sealing context', context, MOST_CONTEXT_LENGTH);
  const info = joined(LABEL, await sha256(header), utf8.encode(context));
  const extracted = await hmac(new Uint8Array(32), contentKey);
  const first = await hmac(extracted, joined(info, [1]));
  const commitment = await hmac(extracted, joined(first, info, [2]));
  const chunkKey = await subtle.importKey('raw', first, 'AES-GCM', false, ['encrypt', 'decrypt']);
  extracted.fill(0);
  first.fill(0);
  return { chunkKey, commitment };
}

/** The seven last bytes of a header begin every nonce. */
function nonce(header, number, isLast) {
  const iv = joined(header.subarray(header.length - 7), [0, 0, 0, 0, isLast ? 1 : 0]);
  new DataView(iv.buffer).setUint32(7, number);
  return iv;
}

function encodedHeader(entries, noncePrefix) {
  const parts = [MAGIC_AND_VERSION, uint16(entries.length)];
  for (const { fingerprint, padding, wrapped } of entries) {
    parts.push(fromHex(fingerprint), [padding], uint16(wrapped.length), wrapped);
  }
  return joined(...parts, noncePrefix);
}

function readHeader(sealed) {
  const cursor = new Cursor(sealed, unopenable);
  if (!areEqual(cursor.take(3), MAGIC_AND_VERSION.slice(0, 3))) {
    throw unopenable();
  }
  if (cursor.byte() !== MAGIC_AND_VERSION[3]) {
    throw new KeyholderError('unsupported', 'it was sealed by a later version');
  }
  const count = cursor.uint16();
  if (count > MOST_RECIPIENTS) {
    throw unopenable();
  }
  const entries = [];
  for (let index = 0; index < count; index++) {
    const fingerprint = hex(cursor.take(32));
    const padding = cursor.byte();
    const size = cursor.uint16();
    if (size > 1_024 || padding < 1 || padding > 2) {
      throw unopenable();
    }
    entries.push({ fingerprint, padding, wrapped: cursor.take(size) });
  }
  cursor.take(7);
  return { entries, bytes: sealed.slice(0, cursor.at) };
}

/** In the order of their fingerprints, which are computed anew: one that does not fit its key would seal for no key. */
async function distinct(recipients) {
  const byFingerprint = new Map();
  for (const { spki, padding } of recipients) {
    const recipient = await publicKey(spki, padding);
    const other = byFingerprint.get(recipient.fingerprint);
    if (other && other.padding !== recipient.padding) {
      throw invalid('the recipients hold one key with two paddings');
    }
    byFingerprint.set(recipient.fingerprint, recipient);
  }
  if (byFingerprint.size < 1 || byFingerprint.size > MOST_RECIPIENTS) {
    throw invalid(`the recipients are ${byFingerprint.size}, not 1 to ${MOST_RECIPIENTS}`);
  }
  return [...byFingerprint.keys()].sort().map((fingerprint) => byFingerprint.get(fingerprint));
}

async function encryptionKey({ spki, padding }) {
  let key;
  try {
    key = await subtle.importKey('spki', spki, oaep(padding), false, ['encrypt']);
  } catch (refused) {
    throw invalid("a recipient's public key is not an RSA key in X.509 form");
  }
  const bits = key.algorithm.modulusLength;
  if (!isUsed(bits, BigInt('0x' + hex(key.algorithm.publicExponent)))) {
    throw invalid(`a recipient's public key has ${bits} bits, and ${WANTED_KEYS}`);
  }
  return key;
}

/** Whether keys of this size and exponent are used here. */
function isUsed(bits, exponent) {
  return (bits >= LEAST_BITS && bits <= MOST_BITS) || (bits === ICURE_BITS && exponent === ICURE_EXPONENT);
}

async function unwrap(wrapped, pair) {
  const key = new Uint8Array(await refusing(subtle.decrypt({ name: 'RSA-OAEP' }, pair.privateKey, wrapped)));
  if (key.length !== 32) {
    throw unopenable();
  }
  return key;
}

async function refusing(promise) {
  try {
    return await promise;
  } catch (refused) {
    throw unopenable();
  }
}

// PKCS #8 (RFC 5958) and PBES2 (RFC 8018) in DER

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const NULL = [0x05, 0];
const RSA_ENCRYPTION = '2a864886f70d010101';
const PBES2 = '2a864886f70d01050d';
const PBKDF2 = '2a864886f70d01050c';
const SCRYPT = '2b06010401da47040b';
const HMAC_SHA256 = '2a864886f70d0209';
const HASHES = {
  '2a864886f70d0207': 'SHA-1', [HMAC_SHA256]: 'SHA-256', '2a864886f70d020a': 'SHA-384', '2a864886f70d020b': 'SHA-512',
};
const AES256_CBC = '60864801650304012a';
const KEY_BYTES = { '608648016503040102': 16, [AES256_CBC]: 32 };
/** Version 0 and the start of rsaEncryption, behind four bytes of tag and length. */
const FIRST_BLOCK = [0x02, 0x01, 0x00, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7];
/** The end of rsaEncryption, null, and the start of the octet string. */
const SECOND_BLOCK = [0x0d, 0x01, 0x01, 0x01, 0x05, 0x00, 0x04, 0x82];
const REMEDY = '; openssl pkcs8 -topk8 -v2 aes256 -in FILE makes it readable';

function encryptedPrivateKeyInfo(salt, iterations, iv, content) {
  const prf = der(SEQUENCE, identifier(HMAC_SHA256), NULL);
  const parameters = der(SEQUENCE, der(OCTET_STRING, salt), integer(iterations), integer(32), prf);
  const derivation = der(SEQUENCE, identifier(PBKDF2), parameters);
  const scheme = der(SEQUENCE, identifier(AES256_CBC), der(OCTET_STRING, iv));
  const algorithm = der(SEQUENCE, identifier(PBES2), der(SEQUENCE, derivation, scheme));
  return der(SEQUENCE, algorithm, der(OCTET_STRING, content));
}

function readEncryptedPrivateKeyInfo(bytes) {
  const info = new Der(bytes).whole(SEQUENCE);
  const algorithm = info.enter(SEQUENCE);
  const content = info.value(OCTET_STRING);
  info.end();
  if (hex(algorithm.value(OBJECT_IDENTIFIER)) !== PBES2) {
    throw unsupported('is encrypted by an old method' + REMEDY);
  }
  const parameters = algorithm.enter(SEQUENCE);
  const derivation = readDerivation(parameters.enter(SEQUENCE));
  const scheme = parameters.enter(SEQUENCE);
  const keyBytes = KEY_BYTES[hex(scheme.value(OBJECT_IDENTIFIER))];
  if (!keyBytes) {
    throw unsupported('is encrypted with another cipher than AES-128-CBC and AES-256-CBC' + REMEDY);
  }
  const iv = scheme.value(OCTET_STRING);
  if (iv.length !== 16 || content.length < 32 || content.length % 16 !== 0) {
    throw damaged('it is cut');
  }
  return { derivation: { ...derivation, keyBytes }, iv, content };
}

function readDerivation(derivation) {
  const method = hex(derivation.value(OBJECT_IDENTIFIER));
  if (method !== PBKDF2) {
    const name = method === SCRYPT ? 'scrypt, which browsers do not have' : 'another work than PBKDF2';
    throw unsupported(`asks for ${name}${REMEDY}`);
  }
  const parameters = derivation.enter(SEQUENCE);
  const salt = parameters.value(OCTET_STRING);
  const iterations = parameters.number();
  if (iterations < 1 || iterations > MOST_ITERATIONS) {
    throw new KeyholderError('too-much-work', 'the key file asks for more work than is done for a file' + REMEDY);
  }
  if (parameters.is(INTEGER)) {
    parameters.number();
  }
  const hash = parameters.isAtEnd()
    ? 'SHA-1' : HASHES[hex(parameters.enter(SEQUENCE).value(OBJECT_IDENTIFIER))];
  if (!hash) {
    throw unsupported('asks for an unknown digest' + REMEDY);
  }
  return { salt, iterations, hash };
}

function isPrivateKeyInfo(bytes) {
  try {
    const info = new Der(bytes).whole(SEQUENCE);
    info.number();
    info.enter(SEQUENCE).value(OBJECT_IDENTIFIER);
    info.value(OCTET_STRING);
    return true;
  } catch (garbled) {
    return false;
  }
}

function requireRsa(pkcs8) {
  const info = new Der(pkcs8).whole(SEQUENCE);
  info.number();
  if (hex(info.enter(SEQUENCE).value(OBJECT_IDENTIFIER)) !== RSA_ENCRYPTION) {
    throw unsupported('holds no RSA key; only an RSA key opens sealed data');
  }
  info.value(OCTET_STRING);
}

/** Some engines import numbers that contradict each other: a key with one changed byte would open nothing. */
function requireConsistent(jwk) {
  const [n, e, d, p, q, dp, dq, qi] = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'].map((name) => bigInt(jwk[name]));
  const bits = n.toString(2).length;
  if (!isUsed(bits, e)) {
    throw unsupported(`holds a key of ${bits} bits, and ${WANTED_KEYS}`);
  }
  const isWhole = p > 1n && q > 1n && p * q === n && e > 2n && (e * d) % (p - 1n) === 1n && (e * d) % (q - 1n) === 1n
    && dp === d % (p - 1n) && dq === d % (q - 1n) && (qi * q) % p === 1n;
  if (!isWhole) {
    throw damaged('its numbers contradict each other');
  }
}

function bigInt(base64Url) {
  return BigInt('0x' + hex(fromBase64(base64Url.replaceAll('-', '+').replaceAll('_', '/'))));
}

/** Reads the values of a DER sequence one after the other. */
class Der {
  constructor(bytes) {
    this.cursor = new Cursor(bytes, () => damaged('it is no whole DER'));
  }

  /** The only value there is. */
  whole(tag) {
    const inner = this.enter(tag);
    this.end();
    return inner;
  }

  enter(tag) {
    return new Der(this.value(tag));
  }

  value(tag) {
    if (this.cursor.byte() !== tag) {
      throw damaged('it is no PKCS #8');
    }
    return this.cursor.take(this.#length());
  }

  number() {
    const bytes = this.value(INTEGER);
    if (bytes.length < 1) {
      throw damaged('it is no PKCS #8');
    }
    return bytes.length > 5 || bytes[0] > 0x7f ? -1 : bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  }

  is(tag) {
    return this.cursor.bytes[this.cursor.at] === tag;
  }

  isAtEnd() {
    return this.cursor.at === this.cursor.bytes.length;
  }

  end() {
    if (!this.isAtEnd()) {
      throw damaged('more stands behind its end');
    }
  }

  #length() {
    const first = this.cursor.byte();
    if (first < 0x80) {
      return first;
    }
    if (first === 0x80 || first > 0x83) {
      throw damaged('it is no DER');
    }
    return this.cursor.take(first - 0x80).reduce((sum, byte) => sum * 256 + byte, 0);
  }
}

class Cursor {
  constructor(bytes, failure) {
    this.bytes = bytes;
    this.failure = failure;
    this.at = 0;
  }

  take(count) {
    if (this.at + count > this.bytes.length) {
      throw this.failure();
    }
    this.at += count;
    return this.bytes.slice(this.at - count, this.at);
  }

  byte() {
    return this.take(1)[0];
  }

  uint16() {
    const [high, low] = this.take(2);
    return high * 256 + low;
  }
}

function der(tag, ...contents) {
  const content = joined(...contents);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return joined([tag], length, content);
}

function identifier(digits) {
  return der(OBJECT_IDENTIFIER, fromHex(digits));
}

function integer(number) {
  const bytes = [];
  for (let rest = number; rest > 0; rest = Math.floor(rest / 256)) {
    bytes.unshift(rest % 256);
  }
  return der(INTEGER, bytes[0] > 0x7f ? [0, ...bytes] : bytes);
}

// PEM

function pem(label, bytes) {
  const lines = base64(bytes).match(/.{1,64}/g).join('\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

function pemBlock(file) {
  if (file.length > MOST_FILE_LENGTH) {
    throw unsupported(`has more than ${MOST_FILE_LENGTH} bytes`);
  }
  const content = typeof file === 'string' ? file : new TextDecoder().decode(file);
  const labels = [];
  for (const [, label, body, end] of content.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^-]*)(-----END \1-----)?/g)) {
    labels.push(label);
    if (label === 'PRIVATE KEY' || label === 'ENCRYPTED PRIVATE KEY') {
      if (!end) {
        throw damaged('its last line is missing');
      }
      return { label, der: pemBody(body) };
    }
  }
  throw unsupported(labels.length > 0
    ? `holds no PKCS #8 key, only a ${labels[0]}; openssl pkcs8 -topk8 -v2 aes256 -in FILE may convert it`
    : 'is no PEM file; openssl pkcs8 -topk8 -v2 aes256 -in FILE writes one');
}

function pemBody(body) {
  try {
    return fromBase64(body.replaceAll(/\s/g, ''));
  } catch (malformed) {
    throw damaged('it is not in Base64');
  }
}

// Bytes and texts

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function fromHex(digits) {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function base64(bytes) {
  let binary = '';
  for (const byte of bytes) {
    binary += String.fromCharCode(byte);
  }
  return btoa(binary);
}

export function fromBase64(letters) {
  return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
}

export function random(sizeBytes) {
  return globalThis.crypto.getRandomValues(new Uint8Array(sizeBytes));
}

export async function sha256(bytes) {
  return new Uint8Array(await subtle.digest('SHA-256', bytes));
}

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function areEqual(one, other) {
  let difference = one.length ^ other.length;
  for (let index = 0; index < one.length; index++) {
    difference |= one[index] ^ other[index];
  }
  return difference === 0;
}

async function hmac(secret, message) {
  const key = await subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', key, message));
}

function differences(bytes, offset, expected) {
  return expected.filter((byte, index) => bytes[offset + index] !== byte).length;
}

function uint16(number) {
  return [number >> 8, number & 0xff];
}

/** RSA-OAEP with one digest for the label and the mask. */
function oaep(padding) {
  if (!Object.hasOwn(PADDING_CODES, padding)) {
    throw invalid('the padding is neither OAEP_SHA256 nor OAEP_SHA1');
  }
  return { name: 'RSA-OAEP', hash: padding === 'OAEP_SHA1' ? 'SHA-1' : 'SHA-256' };
}

function text(what, value, mostLength) {
  if (value.length < 1 || value.length > mostLength) {
    throw invalid(`the ${what} has ${value.length} characters, not 1 to ${mostLength}`);
  }
  wellFormed(what, value);
}

function wellFormed(what, value) {
  if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value)) {
    throw invalid(`the ${what} holds half of a surrogate pair`);
  }
  return value;
}

function invalid(problem) {
  return new KeyholderError('invalid', problem);
}

function damaged(problem) {
  return new KeyholderError('damaged', `the key file is damaged: ${problem}`);
}

function unsupported(problem) {
  return new KeyholderError('unsupported', `the key file ${problem}`);
}

/** One message for every reason, so that nothing is learned from it. */
function unopenable() {
  return new KeyholderError('unopenable', 'it cannot be opened: it was changed, cut or moved, or is for another key');
}

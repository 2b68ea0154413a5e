// What a browser does with WebCrypto: reads a request as JSON on standard input, answers as JSON on standard output.
import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';

const { subtle } = webcrypto;
const fromHex = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));
const toHex = (buffer) => Buffer.from(buffer).toString('hex');
const oaep = (hash) => ({ name: 'RSA-OAEP', hash });

const privateKey = (r) => subtle.importKey('jwk', r.jwk.privateKey, oaep(r.hash), false, ['decrypt']);
const publicKey = (r) => subtle.importKey('jwk', r.jwk.publicKey, oaep(r.hash), false, ['encrypt']);
const aes = (bytes, name) => subtle.importKey('raw', bytes, name, false, ['encrypt', 'decrypt']);

const requests = {
  // iCure's form: an AES key under RSA-OAEP, the content under AES-CBC behind its initialisation vector.
  async openIcure(r) {
    const key = await subtle.decrypt({ name: 'RSA-OAEP' }, await privateKey(r), fromHex(r.wrapped));
    const sealed = fromHex(r.sealed);
    const cbc = { name: 'AES-CBC', iv: sealed.slice(0, 16) };
    return { content: toHex(await subtle.decrypt(cbc, await aes(key, 'AES-CBC'), sealed.slice(16))) };
  },
  async sealIcure(r) {
    const key = webcrypto.getRandomValues(new Uint8Array(32));
    const iv = webcrypto.getRandomValues(new Uint8Array(16));
    const content = await subtle.encrypt({ name: 'AES-CBC', iv }, await aes(key, 'AES-CBC'), fromHex(r.content));
    const wrapped = await subtle.encrypt({ name: 'RSA-OAEP' }, await publicKey(r), key);
    return { wrapped: toHex(wrapped), sealed: toHex(iv) + toHex(content) };
  },
  // Our sealed form, version 1, for one recipient and written from its description.
  async openSealed(r) {
    const sealed = fromHex(r.sealed);
    const wrappedSize = sealed[39] * 256 + sealed[40];
    const prefixAt = 41 + wrappedSize;
    const headerSize = prefixAt + 7;
    const key = await subtle.decrypt({ name: 'RSA-OAEP' }, await privateKey(r), sealed.slice(41, prefixAt));
    const info = Buffer.concat([
      Buffer.from('keyholder sealed data 1'),
      Buffer.from(await subtle.digest('SHA-256', sealed.slice(0, headerSize))),
      Buffer.from(r.context, 'utf8'),
    ]);
    const base = await subtle.importKey('raw', key, 'HKDF', false, ['deriveBits']);
    const derived = await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info }, base, 512);
    const commitment = toHex(sealed.slice(headerSize, headerSize + 32));
    if (commitment !== toHex(derived.slice(32))) throw new Error('commitment');
    const chunkKey = await aes(derived.slice(0, 32), 'AES-GCM');
    const chunks = [];
    const chunkSize = 65536 + 16;
    for (let at = headerSize + 32, number = 0; at < sealed.length; at += chunkSize, number++) {
      const iv = Buffer.alloc(12);
      iv.set(sealed.slice(prefixAt, headerSize));
      iv.writeUInt32BE(number, 7);
      iv[11] = at + chunkSize >= sealed.length ? 1 : 0;
      const chunk = await subtle.decrypt({ name: 'AES-GCM', iv }, chunkKey, sealed.slice(at, at + chunkSize));
      chunks.push(Buffer.from(chunk));
    }
    return { content: toHex(Buffer.concat(chunks)) };
  },
  // The other way round: a key pair that the client made.
  async makeKey(r) {
    const algorithm = { ...oaep(r.hash), modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
    const pair = await subtle.generateKey(algorithm, true, ['encrypt', 'decrypt']);
    const jwk = async (key) => JSON.stringify(await subtle.exportKey('jwk', key));
    return {
      spki: toHex(await subtle.exportKey('spki', pair.publicKey)),
      pkcs8: toHex(await subtle.exportKey('pkcs8', pair.privateKey)),
      stored: toHex(Buffer.from(`{"publicKey":${await jwk(pair.publicKey)},"privateKey":${await jwk(pair.privateKey)}}`)),
    };
  },
};

const request = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(await requests[request.do](request)));

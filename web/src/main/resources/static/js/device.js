/** The key that this browser keeps for a data owner, in IndexedDB: a CryptoKey that no script can export. */

import { locked } from './keyholder-keys.js';

export async function keepKey(owner, pair) {
  const kept = await locked(pair);
  await inStore('readwrite', (store) => store.put(kept, owner));
  return kept;
}

/** The pair, or undefined when there is none. */
export function keptKey(owner) {
  return inStore('readonly', (store) => store.get(owner));
}

export function forgetKey(owner) {
  return inStore('readwrite', (store) => store.delete(owner));
}

async function inStore(mode, work) {
  const database = await completed(opening());
  try {
    return await completed(work(database.transaction('keys', mode).objectStore('keys')));
  } finally {
    database.close();
  }
}

function opening() {
  const request = indexedDB.open('keyholder', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('keys');
  return request;
}

function completed(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Opens the notes of a page with the key of this browser, and seals new ones. */

import { KeyholderError, base64, fromBase64, open, publicKey, seal } from '../keyholder-keys.js';
import { keptKey } from '../device.js';
import { byId, guarded, post } from '../page.js';

/** What a note is bound to: it opens in no other place. */
const contextOf = (patient, id) => `note ${patient} ${id}`;

async function openNote(note, pair) {
  const { id, patient, sealed } = note.dataset;
  const content = note.querySelector('.content');
  try {
    content.textContent = new TextDecoder().decode(await open(fromBase64(sealed), pair, contextOf(patient, id)));
    note.classList.replace('closed', 'open');
    note.querySelector('.state').textContent = 'Opened here';
  } catch (error) {
    if (!(error instanceof KeyholderError)) {
      throw error;
    }
    content.textContent = error.code === 'other-key'
      ? 'Closed: it was sealed for another key than the one in this browser.'
      : 'Closed: it was changed after it was sealed, so that nothing of it is shown.';
  }
}

async function openAll(list) {
  const notes = [...list.querySelectorAll('.note')];
  const pair = list.dataset.owner ? await keptKey(list.dataset.owner) : undefined;
  if (pair) {
    await Promise.all(notes.map((note) => openNote(note, pair)));
  } else if (byId('no-key')) {
    byId('no-key').hidden = notes.length === 0;
  }
  list.dataset.ready = 'true';
}

async function storeNote(form) {
  const id = crypto.randomUUID();
  const recipients = await Promise.all([...form.querySelectorAll('.recipient')]
    .map(({ dataset }) => publicKey(fromBase64(dataset.spki), dataset.padding)));
  const content = new TextEncoder().encode(byId('text').value);
  const sealed = await seal(content, recipients, contextOf(form.dataset.patient, id));
  await post(`/people/${encodeURIComponent(form.dataset.person)}/notes`, { id, sealed: base64(sealed) });
  location.reload();
}

openAll(byId('notes'));
byId('write')?.addEventListener('submit', (event) => {
  event.preventDefault();
  guarded(event.target.querySelector('button'), byId('problem'), () => storeNote(event.target));
});

/** A person's own key: made, brought to this browser, recovered, and prepared for its loss. */

import { createKeyPair, importPem } from '../keyholder-keys.js';
import { joinShares, makeRecoveryKit, recoverFromKit, splitKey } from '../keyholder-recovery.js';
import { forgetKey, keepKey, keptKey } from '../device.js';
import { keepIfWanted, onHandover } from '../handover.js';
import { byId, guarded, linkTo, post } from '../page.js';
import { proofFor } from '../register.js';

const { owner, kit } = byId('main').dataset;
const fingerprints = [...document.querySelectorAll('.registered')].map((key) => key.dataset.fingerprint);
const problem = byId('problem');
let handed;

async function showDevice() {
  const pair = await keptKey(owner);
  const isHere = pair !== undefined && fingerprints.includes(pair.publicKey.fingerprint);
  byId('device').classList.toggle('here', isHere);
  document.querySelector('.lamp').textContent = isHere ? '✓' : '○';
  byId('here-title').textContent = isHere ? 'Your key is in this browser' : 'Your key is not in this browser';
  byId('here-text').textContent = isHere
    ? `No script can read it out. Its fingerprint begins with ${pair.publicKey.fingerprint.slice(0, 16)}.`
    : 'What is sealed for you stays closed here.';
  byId('forget').hidden = pair === undefined;
  if (byId('bring')) {
    byId('bring').hidden = isHere || handed !== undefined;
  }
  byId('device').dataset.ready = 'true';
}

function onSubmit(form, work) {
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    guarded(event.submitter, problem, () => work(event.submitter.value));
  });
}

const textOf = async (input) => input.files[0].text();

function requireRegistered(pair) {
  if (!fingerprints.includes(pair.publicKey.fingerprint)) {
    throw new Error('This is a whole key, but it is not registered for you.');
  }
  return pair;
}

/** A key that came back without its file is saved to a new one. */
async function recovered(pair) {
  handed = requireRegistered(pair);
  byId('bring').hidden = true;
  byId('recovered').hidden = false;
  byId('recovered').scrollIntoView();
}

async function register() {
  if (!handed) {
    byId('save-key').focus();
    throw new Error('Save your private key first: nobody can make it again.');
  }
  await post('/key/register', { proof: await proofFor('/key/challenge', handed, owner) });
  await keepIfWanted(owner, handed);
  location.reload();
}

async function prepare(what) {
  const file = await textOf(byId('source'));
  const pair = await importPem(file, byId('source-passphrase').value, { fingerprints });
  byId('source-passphrase').value = '';
  await (what === 'kit' ? showKit(pair) : showShares(pair));
}

async function showKit(pair) {
  const made = await makeRecoveryKit(pair);
  await post('/key/kit', { file: made.file });
  byId('kit-text').textContent = made.key;
  linkTo(made.file, made.fileName, byId('kit-download'));
  byId('kit-made').hidden = false;
}

async function showShares(pair) {
  const shares = await splitKey(pair, 2, 3);
  byId('share-links').replaceChildren(...shares.map((share, index) => {
    const link = linkTo(share, `key-share-${index + 1}-of-3.share`, document.createElement('a'));
    link.className = 'button quiet';
    link.textContent = `Share ${index + 1}`;
    return link;
  }));
  byId('shares-made').hidden = false;
}

onSubmit(byId('from-file'), async () => {
  await keepKey(owner, await importPem(await textOf(byId('file')), byId('file-passphrase').value, { fingerprints }));
  byId('file-passphrase').value = '';
  await showDevice();
});
onSubmit(byId('from-kit'), async () => {
  const file = byId('kit-file') ? await textOf(byId('kit-file')) : kit;
  await recovered(await recoverFromKit(file, byId('kit-key').value));
  byId('kit-key').value = '';
});
onSubmit(byId('from-shares'), async () => {
  const files = await Promise.all([...byId('shares').files].map((file) => file.text()));
  await recovered(await joinShares(files));
});
onSubmit(byId('prepare'), prepare);

if (byId('make')) {
  const pair = (() => {
    let made;
    return () => (made ??= createKeyPair());
  })();
  onHandover(pair, async (saved) => {
    handed = saved;
    problem.hidden = true;
  });
  byId('register').addEventListener('click', () => guarded(byId('register'), problem, register));
} else {
  onHandover(async () => handed, async (pair) => {
    await keepIfWanted(owner, pair);
    await showDevice();
  });
}
byId('print')?.addEventListener('click', () => window.print());
byId('forget').addEventListener('click', () => guarded(byId('forget'), problem, async () => {
  await forgetKey(owner);
  handed = undefined;
  if (byId('recovered')) {
    byId('recovered').hidden = true;
  }
  await showDevice();
}));
showDevice();

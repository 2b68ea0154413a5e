/** From the link of an invitation to a user: the secret, the password and the private key meet in this page alone. */

import { createKeyPair } from '../keyholder-keys.js';
import { keepIfWanted, onHandover } from '../handover.js';
import { byId, guarded, post, show } from '../page.js';
import { proofFor } from '../register.js';
import { checkPassword } from './password.js';

const secret = decodeURIComponent(location.hash.slice(1));
let owner;
let saved;

async function openInvitation() {
  const invited = secret === '' ? { problem: 'The link is not whole. Open it from the message again.' }
    : await post('/invitation/open', { secret });
  if (invited.problem) {
    byId('opening-text').textContent = invited.problem;
    return;
  }
  history.replaceState(null, '', location.pathname);
  owner = invited.owner;
  byId('name').textContent = invited.name;
  byId('contact').textContent = invited.contact;
  byId('username').value = invited.contact;
  byId('opening').hidden = true;
  byId('accept').hidden = false;
  checkPassword(byId('password'), '/invitation/password');
}

async function createAccount() {
  const password = byId('password').value;
  if (password !== byId('password-again').value) {
    byId('password-again').focus();
    throw new Error('The two passwords differ.');
  }
  if (!saved) {
    byId('save-key').focus();
    throw new Error('Save your private key first: nobody can make it again.');
  }
  const proof = await proofFor('/invitation/challenge', saved, owner);
  const { problems } = await post('/invitation/accept', { secret, password, proof });
  if (problems.length > 0) {
    byId('password').focus();
    throw new Error(problems.join(' '));
  }
  await keepIfWanted(owner, saved);
  location.assign('/');
}

const pair = (() => {
  let made;
  return () => (made ??= createKeyPair());
})();

onHandover(pair, async (handedOver) => {
  saved = handedOver;
  byId('step-key').classList.add('done');
  byId('problem').hidden = true;
});
byId('password').addEventListener('change', () => byId('step-password').classList.add('done'));
byId('accept').addEventListener('submit', (event) => {
  event.preventDefault();
  guarded(byId('finish'), byId('problem'), createAccount);
});
openInvitation().catch((error) => show(byId('opening-text'), error.message));

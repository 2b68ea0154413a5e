/** The rules of a new password, checked by the practice while it is typed. */

import { afterTyping, byId, post } from '../page.js';

export function checkPassword(input, path) {
  const rules = byId('rules');
  input.addEventListener('input', afterTyping(async () => {
    const typed = input.value;
    const problems = typed === '' ? [] : (await post(path, { password: typed })).problems;
    if (input.value === typed) {
      input.setAttribute('aria-invalid', String(problems.length > 0));
      rules.replaceChildren(...lines(typed, problems));
    }
  }));
}

function lines(typed, problems) {
  const good = typed !== '' && problems.length === 0;
  return (good ? ['This password will do.'] : problems).map((text) => {
    const line = document.createElement('li');
    line.textContent = text;
    line.classList.toggle('good', good);
    return line;
  });
}

const checked = document.querySelector('input[data-check]');
if (checked) {
  checkPassword(checked, checked.dataset.check);
}

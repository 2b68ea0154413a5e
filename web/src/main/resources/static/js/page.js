/** What the pages share: elements by id, requests, downloads, problems that a person reads. */

import { KeyholderError } from './keyholder-keys.js';

export const byId = (id) => document.getElementById(id);

/** Sends JSON and returns what came back, undefined when that is nothing. */
export async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      'X-CSRF-TOKEN': document.querySelector('meta[name=csrf]').content,
    },
    body: JSON.stringify(body),
  });
  if (!response.ok || response.redirected) {
    throw new Error('The practice refused this. Reload the page and try again.');
  }
  const answer = await response.text();
  return answer === '' ? undefined : JSON.parse(answer);
}

export function show(element, message) {
  if (message !== undefined) {
    element.textContent = message;
  }
  element.hidden = false;
}

/** Runs work while its button waits; a problem is shown in the element. */
export async function guarded(button, problem, work) {
  button.disabled = true;
  problem.hidden = true;
  try {
    return await work();
  } catch (error) {
    const text = error instanceof KeyholderError || error instanceof Error ? error.message : String(error);
    show(problem, text.charAt(0).toUpperCase() + text.slice(1));
    return undefined;
  } finally {
    button.disabled = false;
  }
}

export function linkTo(text, name, link) {
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  link.download = name;
  return link;
}

export function download(text, name) {
  const link = linkTo(text, name, document.createElement('a'));
  document.body.append(link);
  link.click();
  link.remove();
}

/** Runs work some time after the last of many calls. */
export function afterTyping(work) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, 250);
  };
}

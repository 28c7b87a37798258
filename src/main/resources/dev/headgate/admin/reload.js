// Shows what a reload would change, and has it done.

import { ask } from './api.js';
import { byId, element, say } from './dom.js';

const SAID = {
  would_apply: 'This would change:',
  unchanged: 'The file says what is served already.',
  applied: 'Applied. Streams that were under way end as they began.',
  refused: 'The file is refused; what is served stays as it is.',
};

const button = byId('reload');
const panel = byId('reload-panel');
const apply = byId('reload-apply');

function list(title, items) {
  return items && items.length > 0
    ? [element('h3', { textContent: title }), element('ul', {}, ...items.map((item) => element('li', {}, element('code', { textContent: item }))))]
    : [];
}

function show(answer) {
  byId('reload-said').replaceChildren(
    element('p', { textContent: SAID[answer.result] || `The gateway says: ${answer.result || answer.error}` }),
    ...list('Changes', answer.changes),
    ...list('Only after a restart', answer.needs_restart),
    ...list('Problems', answer.problems));
  if (answer.result === 'applied') {
    say(byId('version'), answer.version);
  }
  apply.hidden = answer.result !== 'would_apply';
  panel.hidden = false;
  button.setAttribute('aria-expanded', 'true');
}

async function reload(path) {
  try {
    const response = await ask('POST', path);
    if (response.status === 404) {
      button.hidden = true;
      close();
      return;
    }
    show(await response.json());
  } catch (error) {
    show({ error: error.message || 'the token does not hold' });
  }
}

function close() {
  panel.hidden = true;
  button.setAttribute('aria-expanded', 'false');
  (button.hidden ? byId('streams-title') : button).focus();
}

button.addEventListener('click', async () => {
  await reload('/reload?dry_run=true');
  panel.focus();
});
apply.addEventListener('click', async () => {
  await reload('/reload');
  panel.focus();
});
byId('reload-close').addEventListener('click', close);
panel.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    close();
  }
});

/** Offers it where the gateway can. */
export function offerReload(can) {
  button.hidden = !can;
  if (can) {
    byId('config').hidden = false;
  }
}

// Shows which configuration is in force, and what is amiss with the file.

import { ask } from './api.js';
import { byId, element, say } from './dom.js';

/** Asks for it; returns whether the gateway wants traffic. */
export async function showConfig() {
  const response = await ask('GET', '/readyz');
  say(byId('version'), response.headers.get('X-Headgate-Config'));
  byId('config').hidden = false;
  const [, , ...amiss] = (await response.text()).trimEnd().split('\n');
  const list = byId('amiss');
  if (list.dataset.told !== String(amiss)) {
    list.dataset.told = String(amiss);
    list.replaceChildren(...amiss.map((line) => element('li', { textContent: line })));
    byId('amiss-panel').hidden = amiss.length === 0;
  }
  return response.ok;
}

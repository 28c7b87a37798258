// The last exchanges that ended, with who ended them and why.

import { byId, clock, count, element, kind, say, time, words } from './dom.js';

const FIRST = 25;

let last = [];
let all = false;
let shown = '';

function cell(label, text, className = '', more = '') {
  const pair = element('span', { className: 'pair' }, element('span', { className: 'main' }, text));
  if (more) {
    pair.append(element('span', { className: 'sub', textContent: more }));
  }
  return element('td', { className, attributes: { role: 'cell', 'data-label': label } }, pair);
}

function row(exchange) {
  const chip = element('span', { className: `chip ${kind(exchange.outcome)}`, textContent: words(exchange.outcome) });
  const made = element('tr', { attributes: { role: 'row', 'data-id': exchange.id } },
    cell('Ended', clock(new Date(exchange.ended)), 'first', exchange.id),
    cell('Route', exchange.route || 'no route', 'wide', [exchange.model, exchange.caller].filter(Boolean).join(' · ')),
    cell('Outcome', chip, 'why', exchange.detail || ''),
    cell('Ended by', exchange.outcome === 'ended_by_operator' ? 'operator' : exchange.ended_by),
    cell('Phase', words(exchange.phase)),
    cell('Status', String(exchange.status), exchange.status >= 500 ? 'number late' : 'number'),
    cell('Took', time(exchange.total_ms), 'number'),
    cell('First token', time(exchange.first_token_ms), 'number'),
    cell('Tokens', exchange.tokens === undefined ? '–' : count(exchange.tokens), 'number'));
  made.title = `${exchange.method} ${exchange.path} from ${exchange.client}`;
  return made;
}

/** Keeps the choices that there are, and the one that is made. */
function offer(select, fixed, values) {
  const wanted = [...new Set(values)].sort();
  const there = [...select.options].slice(fixed).map((option) => option.value);
  if (select.value && there.includes(select.value) && !wanted.includes(select.value)) {
    wanted.push(select.value);
  }
  if (wanted.join() !== there.join()) {
    const chosen = select.value;
    [...select.options].slice(fixed).forEach((option) => option.remove());
    select.append(...wanted.map((value) => element('option', { value, textContent: words(value) })));
    select.value = chosen;
  }
}

function fits(exchange, route, outcome) {
  return (!route || (exchange.route || 'no route') === route)
    && (!outcome || (outcome === '!' ? kind(exchange.outcome) !== 'ok' : exchange.outcome === outcome));
}

function draw() {
  const route = byId('recent-route').value;
  const outcome = byId('recent-outcome').value;
  const fitting = last.filter((exchange) => fits(exchange, route, outcome));
  const some = all ? fitting : fitting.slice(0, FIRST);
  const key = some.map((exchange) => exchange.id).join();
  if (key !== shown) {
    shown = key;
    byId('recent').tBodies[0].replaceChildren(...some.map(row));
  }
  const more = byId('recent-more');
  more.hidden = some.length === fitting.length;
  say(more.firstElementChild, `Show all ${fitting.length}`);
  byId('recent').hidden = fitting.length === 0;
  byId('recent-empty').hidden = fitting.length > 0;
}

/** Shows them. */
export function showRecent({ recent }) {
  last = recent;
  offer(byId('recent-route'), 1, recent.map((exchange) => exchange.route || 'no route'));
  offer(byId('recent-outcome'), 2, recent.map((exchange) => exchange.outcome));
  draw();
}

byId('recent-more').addEventListener('click', () => {
  all = true;
  draw();
  byId('recent-title').focus();
});
byId('recent-route').addEventListener('change', draw);
byId('recent-outcome').addEventListener('change', draw);

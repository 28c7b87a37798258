// The routes: traffic, outcomes and latencies.

import { Chart } from './chart.js';
import { byId, count, element, kind, say, time, words } from './dom.js';

/** What an end may be, in the order in which bars stack it. */
export const KINDS = ['ok', 'left', 'refused', 'failed'];
const cards = new Map();

let known = null;

/** What ended since the last time; nothing at first, since nobody knows in which second it was. */
function endedSince(recent) {
  const before = known;
  known = new Set(recent.map((exchange) => exchange.id));
  return before === null ? [] : recent.filter((exchange) => !before.has(exchange.id));
}

/** How many exchanges of each kind are over. */
function endedOf(outcomes) {
  const sums = KINDS.map(() => 0);
  Object.entries(outcomes).forEach(([outcome, number]) => { sums[KINDS.indexOf(kind(outcome))] += number; });
  return sums;
}

function match(route) {
  const { path, methods, hosts, headers } = route.match;
  const parts = [methods && methods.join(' '), path, hosts && `on ${hosts.join(', ')}`, headers && `with ${headers.join(', ')}`];
  return parts.filter(Boolean).join(' ');
}

class Card {
  constructor(name) {
    this.chart = new Chart(KINDS);
    this.match = element('code', { className: 'match' });
    this.to = element('p', { className: 'to muted' });
    this.inFlight = element('strong');
    this.first = element('dd');
    this.head = element('dd');
    this.outcomes = element('p', { className: 'chips' });
    this.waits = new Chart(['wait']);
    this.waits.svg.classList.add('slim');
    this.slowest = element('p', { className: 'sub' });
    this.item = element('li', { className: 'card route' },
      element('div', { className: 'route-top' },
        element('h3', { textContent: name }),
        element('p', { className: 'in-flight' }, this.inFlight, ' in flight')),
      this.match, this.to, this.chart.svg,
      element('dl', {},
        element('div', {}, element('dt', { textContent: 'first token p50' }), this.first),
        element('div', {}, element('dt', { textContent: 'head p50' }), this.head)),
      this.waits.svg, this.slowest,
      this.outcomes);
  }

  show(route, ended, seconds) {
    say(this.match, match(route));
    const limits = route.limits ? ` · limits ${route.limits.join(', ')}` : '';
    say(this.to, `→ ${route.upstream} (${route.targets.join(', ')}) · auth ${route.auth}${limits}`);
    say(this.inFlight, count(route.in_flight));
    say(this.first, quantiles(route.first_token_p50_ms, route.first_token_p95_ms));
    say(this.head, quantiles(route.head_p50_ms, route.head_p95_ms));
    this.count(endedOf(route.outcomes), seconds);
    this.wait(ended.map((exchange) => exchange.first_token_ms || 0), seconds);
    this.chips(Object.entries(route.outcomes));
  }

  count(now, seconds) {
    const before = this.before;
    this.before = now;
    // After a pause nobody knows in which second it was; after a restart it begins anew.
    const known = before && seconds === 1 && now.every((number, i) => number >= before[i]);
    for (let i = 1; i < seconds; i += 1) {
      this.chart.add(null);
    }
    this.chart.add(known ? now.map((number, i) => number - before[i]) : null);
    const sums = this.chart.sums();
    this.chart.draw(`Ended in the last minute: ${sums[0]} in order, ${sums[1]} left by the client, ${sums[2]} refused, ${sums[3]} failed`);
  }

  /** How long the streams that ended in this second had waited for their first token. */
  wait(millis, seconds) {
    for (let i = 1; i < seconds; i += 1) {
      this.waits.add(null);
    }
    this.waits.add(seconds === 1 ? [Math.max(0, ...millis)] : null);
    const slowest = Math.max(...this.waits.seconds.map((values) => (values ? values[0] : 0)));
    const text = slowest > 0 ? `slowest first token of the last 60 s: ${time(slowest)}` : '';
    say(this.slowest, text);
    this.waits.draw(text);
    this.waits.svg.toggleAttribute('hidden', slowest === 0);
  }

  chips(outcomes) {
    outcomes.sort((one, other) => other[1] - one[1]);
    const text = JSON.stringify(outcomes);
    if (text !== this.shown) {
      this.shown = text;
      this.outcomes.replaceChildren(...(outcomes.length === 0
        ? [element('span', { className: 'muted', textContent: 'nothing has ended yet' })]
        : outcomes.map(([outcome, number]) => element('span', { className: `chip ${kind(outcome)}` },
          `${words(outcome)} `, element('b', { textContent: count(number) })))));
    }
  }
}

function quantiles(p50, p95) {
  return p50 === undefined ? '–' : `${time(p50)} · p95 ${time(p95)}`;
}

/** Shows them; so many seconds have passed since the last time. Returns what ended in this one. */
export function showRoutes(routes, recent, seconds) {
  const list = byId('routes');
  const fresh = endedSince(recent);
  routes.forEach((route, i) => {
    const card = cards.get(route.name) || new Card(route.name);
    cards.set(route.name, card);
    card.show(route, fresh.filter((exchange) => exchange.route === route.name), seconds);
    if (list.children[i] !== card.item) {
      list.insertBefore(card.item, list.children[i] || null);
    }
  });
  const names = new Set(routes.map((route) => route.name));
  [...cards.keys()].filter((name) => !names.has(name)).forEach((name) => {
    cards.get(name).item.remove();
    cards.delete(name);
  });
  return routes
    .map((route) => cards.get(route.name).chart.seconds.at(-1) || KINDS.map(() => 0))
    .reduce((sum, now) => sum.map((number, i) => number + now[i]), KINDS.map(() => 0));
}

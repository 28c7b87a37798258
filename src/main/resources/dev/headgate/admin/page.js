// The live page: asks once a second, and says when nobody answers.

import { TokenWanted, ask, get, hasToken, keepToken } from './api.js';
import { Chart } from './chart.js';
import { showConfig } from './config.js';
import { byId, clock, count, element, say, tell } from './dom.js';
import { showRecent } from './recent.js';
import { offerReload } from './reload.js';
import { KINDS, showRoutes } from './routes.js';
import { showStreams } from './streams.js';

const EVERY_MILLIS = 1000;
const RETRY_MILLIS_MAX = 15_000;
const CONFIG_EVERY = 5;

let timer = 0;
let asking = false;
let asked = 0;
let lastAsked = 0;
let unreachableSince = null;
let failures = 0;

const tiles = ['In flight', 'Streams', 'Tokens a second'].map((title) => {
  const chart = new Chart(['ok']);
  const figure = element('p', { className: 'figure', textContent: '–' });
  byId('tiles').append(element('div', { className: 'card tile' }, element('h3', { textContent: title }), figure, chart.svg));
  return { title, chart, figure };
});
const minute = new Chart(KINDS);
const minuteFigure = element('p', { className: 'figure', textContent: '–' });
const minuteNote = element('span', { className: 'failed-note' });
byId('tiles').append(element('div', { className: 'card tile' },
  element('h3', {}, 'Ended, last minute'), element('div', { className: 'figures' }, minuteFigure, minuteNote), minute.svg));

let tokensBefore = new Map();

/** The tokens that came since the last time, of what was under way then and is still. */
function newTokens(streams) {
  const now = new Map(streams.filter((stream) => stream.tokens !== undefined).map((stream) => [stream.id, stream.tokens]));
  let sum = 0;
  now.forEach((tokens, id) => { sum += Math.max(0, tokens - (tokensBefore.get(id) ?? tokens)); });
  tokensBefore = now;
  return sum;
}

function showEnded(seconds, ended) {
  for (let passed = 1; passed < seconds; passed += 1) {
    minute.add(null);
  }
  minute.add(ended);
  const sums = minute.sums();
  const all = count(sums.reduce((sum, number) => sum + number, 0));
  minute.draw(`${all} ended in the last minute, ${count(sums[3])} failed`);
  say(minuteFigure, all);
  say(minuteNote, sums[3] > 0 ? `${count(sums[3])} failed` : '');
}

function showTiles(streams, seconds, ended) {
  showEnded(seconds, ended);
  const figures = [
    streams.total,
    streams.streams.filter((stream) => stream.stream).length,
    newTokens(streams.streams) / seconds,
  ];
  tiles.forEach(({ title, chart, figure }, i) => {
    for (let passed = 1; passed < seconds; passed += 1) {
      chart.add(null);
    }
    chart.add([figures[i]]);
    chart.draw(`${title} over the last minute, now ${count(figures[i])}`);
    say(figure, count(figures[i]));
  });
}

function state(name, text) {
  byId('state').dataset.state = name;
  say(byId('state-text'), text);
}

let ready = true;

/** What is asked but once. */
async function begin() {
  const { endpoints } = await get('/endpoints');
  offerReload(endpoints.includes('POST /reload'));
  byId('level').value = (await get('/log-level')).level;
  byId('level-label').hidden = false;
  // A link has no way to bring the token.
  byId('metrics-note').hidden = hasToken();
}

async function look() {
  if (asked === 0) {
    await begin();
  }
  const [routes, streams, recent] = await Promise.all([get('/routes'), get('/streams'), get('/recent')]);
  if (asked % CONFIG_EVERY === 0) {
    ready = await showConfig();
  }
  const now = performance.now();
  const seconds = asked === 0 ? 1 : Math.min(60, Math.max(1, Math.round((now - lastAsked) / EVERY_MILLIS)));
  lastAsked = now;
  asked += 1;
  showTiles(streams, seconds, showRoutes(routes.routes, recent.recent, seconds));
  showStreams(streams, tell);
  showRecent(recent);
}

function reached() {
  failures = 0;
  unreachableSince = null;
  byId('board').hidden = false;
  byId('board').classList.remove('stale');
  byId('token-panel').hidden = true;
  state(ready ? 'live' : 'late', ready ? 'live' : 'live, not ready for traffic');
}

function notReached() {
  failures += 1;
  unreachableSince ??= new Date();
  byId('board').classList.add('stale');
  state('lost', `gateway not reachable since ${clock(unreachableSince)}`);
}

function wantToken() {
  byId('board').hidden = true;
  state('late', 'waiting for the token');
  say(byId('token-wrong'), hasToken() ? 'This one does not hold.' : '');
  if (byId('token-panel').hidden) {
    byId('token-panel').hidden = false;
    byId('token').focus();
  }
}

async function tick() {
  if (asking || document.hidden) {
    return;
  }
  asking = true;
  let wait = EVERY_MILLIS;
  const began = performance.now();
  try {
    await look();
    reached();
  } catch (error) {
    if (error instanceof TokenWanted) {
      wantToken();
      wait = 0;
    } else {
      notReached();
      wait = Math.min(RETRY_MILLIS_MAX, EVERY_MILLIS * 2 ** failures);
    }
  } finally {
    asking = false;
  }
  if (wait > 0) {
    clearTimeout(timer);
    timer = setTimeout(tick, Math.max(100, wait - (performance.now() - began)));
  }
}

document.addEventListener('visibilitychange', () => {
  clearTimeout(timer);
  tick();
});

byId('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  keepToken(byId('token').value.trim());
  byId('token').value = '';
  tick();
});

byId('level').addEventListener('change', async (event) => {
  const response = await ask('PUT', '/log-level', event.target.value);
  const told = await response.json();
  tell(response.ok ? `From now on the log has ${told.lines}.` : told.error);
});

tick();

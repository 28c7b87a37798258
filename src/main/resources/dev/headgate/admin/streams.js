// What is under way, and how to end it.

import { ask } from './api.js';
import { byId, bytes, count, element, say, time, words } from './dom.js';

const SHOWN_MAX = 200;
const rows = new Map();

function cell(label, className = '') {
  const main = element('span', { className: 'main' });
  const sub = element('span', { className: 'sub' });
  const made = element('td', { className, attributes: { role: 'cell', 'data-label': label } }, element('span', { className: 'pair' }, main, sub));
  return { made, main, sub };
}

class Row {
  constructor(id, said) {
    this.id = id;
    this.said = said;
    this.cells = {
      route: cell('Route', 'first'),
      caller: cell('Caller'),
      phase: cell('Phase'),
      age: cell('Age', 'number'),
      first: cell('First token', 'number'),
      tokens: cell('Tokens', 'number'),
      idle: cell('Silent for', 'number'),
      bytes: cell('Out / in', 'number'),
    };
    this.end = element('button', { type: 'button', textContent: 'End', onclick: () => this.confirm() });
    this.end.setAttribute('aria-label', `End ${id}`);
    this.action = element('td', { className: 'action', attributes: { role: 'cell' } }, this.end);
    this.row = element('tr', { attributes: { role: 'row', 'data-id': id } },
      ...Object.values(this.cells).map(({ made }) => made), this.action);
  }

  show(stream) {
    const { cells } = this;
    this.put(cells.route, stream.route || 'no route', [stream.model, stream.dialect].filter(Boolean).join(' · ') || `${stream.method} ${stream.path}`);
    cells.route.made.title = `${stream.id} ${stream.method} ${stream.path} → ${stream.target || ''}`;
    this.put(cells.caller, stream.caller || stream.client, stream.caller ? stream.client : '');
    this.put(cells.phase, words(stream.phase), stream.status ? `status ${stream.status}` : 'no answer yet');
    this.put(cells.age, time(stream.age_ms), '');
    this.put(cells.first, time(stream.first_token_ms), '');
    const known = stream.tokens !== undefined;
    this.put(cells.tokens, known ? count(stream.tokens) : '–', known && stream.tokens_per_second ? `${stream.tokens_per_second} a second` : '');
    this.put(cells.idle, time(stream.idle_ms), '');
    cells.idle.made.classList.toggle('late', stream.idle_ms > 15_000);
    this.put(cells.bytes, bytes(stream.bytes_out), `${bytes(stream.bytes_in)} in`);
  }

  put({ main, sub }, text, more) {
    say(main, text);
    say(sub, more);
  }

  confirm() {
    const yes = element('button', { type: 'button', className: 'danger', textContent: 'End it', onclick: () => this.kill() });
    const no = element('button', { type: 'button', textContent: 'Keep', onclick: () => this.keep() });
    yes.setAttribute('aria-label', `Yes, end ${this.id}`);
    no.setAttribute('aria-label', `Keep ${this.id}`);
    const group = element('span', {
      className: 'confirm',
      attributes: { role: 'group', 'aria-label': `End ${this.id}?` },
      onkeydown: (event) => {
        if (event.key === 'Escape') {
          this.keep();
        } else if (event.repeat) {
          // A key that is held down has confirmed nothing.
          event.preventDefault();
        }
      },
    }, yes, no);
    this.action.replaceChildren(group);
    yes.focus();
  }

  keep() {
    this.ending = false;
    this.action.replaceChildren(this.end);
    this.end.focus();
  }

  async kill() {
    if (this.ending) {
      return;
    }
    // Not disabled: that would take the focus away from whoever pressed it.
    this.ending = true;
    try {
      const response = await ask('DELETE', `/streams/${this.id}`);
      this.said(response.ok ? `Ended ${this.id}.` : response.status === 404
        ? `${this.id} had ended already.` : `${this.id} was not ended: the gateway answered ${response.status}.`);
      if (response.ok || response.status === 404) {
        this.leave();
      } else {
        this.keep();
      }
    } catch (error) {
      this.said(`${this.id} was not ended: ${error.message || 'the gateway wants its token'}.`);
      this.keep();
    }
  }

  /** Goes, and whoever stood on it is set down nearby. */
  leave() {
    const focused = this.row.contains(document.activeElement);
    const near = this.row.nextElementSibling || this.row.previousElementSibling;
    this.row.remove();
    rows.delete(this.id);
    if (focused) {
      const button = near && near.querySelector('button');
      (button || byId('streams-title')).focus();
    }
  }
}

/** Shows them; what there is to say of an end goes to `said`. */
export function showStreams({ streams, total, complete }, said) {
  const body = byId('streams').tBodies[0];
  const shown = streams.slice(0, SHOWN_MAX);
  const ids = new Set(shown.map((stream) => stream.id));
  [...rows.values()].filter((row) => !ids.has(row.id)).forEach((row) => row.leave());
  shown.forEach((stream, i) => {
    const row = rows.get(stream.id) || new Row(stream.id, said);
    rows.set(stream.id, row);
    row.show(stream);
    // A row that stands already is not moved: it may have the focus.
    if (!row.row.isConnected) {
      body.insertBefore(row.row, body.children[i] || null);
    }
  });
  const note = [];
  if (shown.length < total) {
    note.push(`${count(shown.length)} of ${count(total)}, the oldest first`);
  } else if (total > 1) {
    note.push('the oldest first');
  }
  if (!complete) {
    note.push('a thread of the gateway is too busy to tell of its own');
  }
  say(byId('streams-note'), note.join('; '));
  byId('streams').hidden = total === 0;
  byId('streams-empty').hidden = total > 0;
}

// Elements and figures. Whatever comes from outside becomes text, never markup.

const SVG = 'http://www.w3.org/2000/svg';

/** The element with that id. */
export const byId = (id) => document.getElementById(id);

/** A new element with those properties, attributes in `attributes`, and children. */
export function element(name, properties = {}, ...children) {
  const { attributes = {}, ...others } = properties;
  const made = Object.assign(document.createElement(name), others);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

/** A new SVG element with those attributes. */
export function drawn(name, attributes = {}) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

/** Sets a text, where it is another: what is not touched is not read out, nor drawn again. */
export function say(where, text) {
  if (where.textContent !== text) {
    where.textContent = text;
  }
}

const TOLD_MILLIS = 8000;
let telling = 0;

/** Tells what has just happened, for a while. */
export function tell(text) {
  say(byId('said'), text);
  clearTimeout(telling);
  telling = setTimeout(() => say(byId('said'), ''), TOLD_MILLIS);
}

/** A number for people. */
export const count = (number) => Math.round(number).toLocaleString('en');

/** A length of time in milliseconds for people. */
export function time(millis) {
  if (millis === undefined || millis === null) {
    return '–';
  }
  if (millis < 999.5) {
    return `${Math.round(millis)} ms`;
  }
  const seconds = millis / 1000;
  if (seconds < 59.95) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  const two = (number) => String(number).padStart(2, '0');
  return whole < 3600
    ? `${Math.floor(whole / 60)} m ${two(whole % 60)} s`
    : `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} m`;
}

/** A number of bytes for people. */
export function bytes(number) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = number;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** The time of day of that date. */
export const clock = (date) => date.toLocaleTimeString('en-GB');

/** Words of the log, for people. */
export const words = (word) => word.replaceAll('_', ' ');

const FAILED = /^(upstream_.*|.*_timeout|max_duration|overloaded|.*_unavailable|internal_error|gateway_stopped)$/;
const CLIENTS_FAULT = new Set(['request_timeout', 'client_write_timeout']);

/** What an outcome is: in order, the client's leaving, a refusal or a failure. */
export function kind(outcome) {
  if (outcome === 'completed' || outcome === 'preflight') {
    return 'ok';
  }
  if (outcome === 'client_left') {
    return 'left';
  }
  return FAILED.test(outcome) && !CLIENTS_FAULT.has(outcome) ? 'failed' : 'refused';
}

// Bars of the last minute, a second each.

import { drawn } from './dom.js';

export const SECONDS = 60;
const HEIGHT = 30;
const STEP = 4;
const WIDTH = 3;

/** A chart whose bars have those parts, from the bottom up. */
export class Chart {
  constructor(parts) {
    this.parts = parts;
    this.seconds = [];
    this.svg = drawn('svg', {
      class: 'chart',
      role: 'img',
      viewBox: `0 0 ${SECONDS * STEP - 1} ${HEIGHT}`,
      preserveAspectRatio: 'none',
    });
    this.bars = Array.from({ length: SECONDS }, (_, i) => parts.map((part) => {
      const bar = drawn('rect', { class: part, x: i * STEP, width: WIDTH, y: HEIGHT, height: 0, rx: 0.6 });
      this.svg.append(bar);
      return bar;
    }));
    this.svg.append(drawn('path', { class: 'base', d: `M0 ${HEIGHT - 0.25}H${SECONDS * STEP - 1}` }));
  }

  /** A second is over, in which each part had that much; null where nobody looked. */
  add(values) {
    this.seconds.push(values);
    this.seconds.splice(0, this.seconds.length - SECONDS);
  }

  /** The sum of each part over what is shown. */
  sums() {
    return this.parts.map((_, part) => this.seconds.reduce((sum, values) => sum + (values ? values[part] : 0), 0));
  }

  draw(label) {
    const highest = Math.max(1, ...this.seconds.map((values) => (values || []).reduce((a, b) => a + b, 0)));
    const first = SECONDS - this.seconds.length;
    this.bars.forEach((bar, i) => {
      const values = this.seconds[i - first] || this.parts.map(() => 0);
      let top = HEIGHT;
      bar.forEach((rect, part) => {
        const height = values[part] > 0 ? Math.max(1.5, (values[part] / highest) * (HEIGHT - 2)) : 0;
        top = Math.max(0, top - height);
        rect.setAttribute('y', top.toFixed(2));
        rect.setAttribute('height', height.toFixed(2));
      });
    });
    this.svg.setAttribute('aria-label', label);
  }
}

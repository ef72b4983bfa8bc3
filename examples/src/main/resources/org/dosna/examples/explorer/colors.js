import { state } from './state.js';

// From numbers to colours, and the contrast that suits what is seen.

const SAMPLES = 60000;
const BINS = 128;

export class Colors {
  constructor(maps, nan) {
    // As a canvas has them: red first, in the lowest byte.
    const pixel = c => (0xff000000 | ((c & 0xff) << 16) | (c & 0xff00) | (c >> 16)) >>> 0;
    this.maps = Object.fromEntries(
      Object.entries(maps).map(([name, colors]) => [name, Uint32Array.from(colors, pixel)]));
    this.nan = pixel(nan);
    this.samples = new Float64Array(0);
  }

  get map() {
    return this.maps[state.map] || Object.values(this.maps)[0];
  }

  /** A tile as a canvas, painted anew when contrast has changed. */
  painted(tile) {
    const version = `${state.map} ${state.low} ${state.high}`;
    if (tile.version === version) return tile.canvas;
    const [height, width] = tile.shape;
    const canvas = tile.canvas || document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    const image = context.createImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    const { map, nan } = this;
    const { low, high } = state;
    const scale = high > low ? 256 / (high - low) : 0;
    tile.values.forEach((v, i) => {
      const place = scale ? (v - low) * scale : v > high ? 255 : 0;
      pixels[i] = v !== v ? nan : map[place <= 0 ? 0 : place >= 255 ? 255 : place | 0];
    });
    context.putImageData(image, 0, 0);
    tile.canvas = canvas;
    tile.version = version;
    return canvas;
  }

  /** Looks at what is seen; true if contrast has changed by that. */
  look(shown) {
    const total = shown.reduce((n, tile) => n + tile.values.length, 0);
    const every = Math.max(1, Math.floor(total / SAMPLES));
    const samples = [];
    for (const { values } of shown) {
      for (let i = 0; i < values.length; i += every) {
        if (Number.isFinite(values[i])) samples.push(values[i]);
      }
    }
    this.samples = Float64Array.from(samples).sort();
    if (state.auto === '' || !samples.length) return false;
    const left = Number(state.auto) / 100;
    const low = this.quantile(left);
    const high = this.quantile(1 - left);
    // All but a few are the same: then the few are to be seen.
    const [darkest, brightest] = low < high ? [low, high] : [this.quantile(0), this.quantile(1)];
    const changed = darkest !== state.low || brightest !== state.high;
    state.low = darkest;
    state.high = brightest;
    return changed;
  }

  quantile(fraction) {
    const n = this.samples.length;
    return this.samples[Math.min(n - 1, Math.max(0, Math.round(fraction * (n - 1))))];
  }

  /** What the histogram spans: all that is seen, and the contrast. */
  get span() {
    const n = this.samples.length;
    const least = Math.min(state.low, n ? this.samples[0] : state.low);
    const most = Math.max(state.high, n ? this.samples[n - 1] : state.high);
    return most > least ? [least, most] : [least - 0.5, most + 0.5];
  }

  drawHistogram(canvas) {
    const context = canvas.getContext('2d');
    const { width, height } = canvas;
    const [least, most] = this.span;
    const counts = new Array(BINS).fill(0);
    for (const v of this.samples) {
      counts[Math.min(BINS - 1, Math.floor(((v - least) / (most - least)) * BINS))]++;
    }
    const tallest = Math.log1p(Math.max(...counts, 1));
    context.clearRect(0, 0, width, height);
    counts.forEach((count, bin) => {
      const bar = (Math.log1p(count) / tallest) * (height - 12);
      const value = least + ((bin + 0.5) / BINS) * (most - least);
      const place = (value - state.low) / (state.high - state.low || 1);
      const color = this.map[Math.max(0, Math.min(255, Math.floor(place * 256)))];
      context.fillStyle = `rgb(${color & 255} ${(color >> 8) & 255} ${(color >> 16) & 255})`;
      context.fillRect((bin * width) / BINS, height - bar, width / BINS, bar);
    });
    context.fillStyle = '#ffffff';
    for (const v of [state.low, state.high]) {
      context.fillRect(((v - least) / (most - least)) * width - 0.75, 0, 1.5, height);
    }
  }
}

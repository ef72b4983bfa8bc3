import { state } from './state.js';
import * as tiles from './tiles.js';

// One slice on a canvas: two axes of the dataset, drawn of tiles.

const WRONG = '#ff5544';
const COARSER = 8; // how often twice as coarse tiles are drawn below those that are missing

export class View {
  constructor(rows, columns, through) {
    Object.assign(this, { rows, columns, through });
    this.element = document.createElement('div');
    this.element.className = 'view';
    this.canvas = document.createElement('canvas');
    this.title = document.createElement('div');
    this.title.className = 'title';
    this.note = document.createElement('div');
    this.note.className = 'note';
    this.saves = document.createElement('div');
    this.saves.className = 'saves';
    this.element.append(this.canvas, this.title, this.saves, this.note);
    this.stored = null;
  }

  /** Makes the canvas as large as it is seen. */
  measure() {
    const ratio = window.devicePixelRatio || 1;
    this.width = this.element.clientWidth;
    this.height = this.element.clientHeight;
    const [w, h] = [Math.round(this.width * ratio), Math.round(this.height * ratio)];
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w;
      this.canvas.height = h;
    }
    return ratio;
  }

  /** Pixels per element downwards: one axis alone fills the view. */
  get zoomDown() {
    return this.rows === null ? this.height : state.zoom;
  }

  x(column) {
    return (column - state.center[this.columns]) * state.zoom + this.width / 2;
  }

  y(row) {
    return this.rows === null
      ? row * this.height
      : (row - state.center[this.rows]) * state.zoom + this.height / 2;
  }

  /** Which element is at a place of the view. */
  elementAt(x, y) {
    const column = (x - this.width / 2) / state.zoom + state.center[this.columns];
    const row =
      this.rows === null ? 0 : (y - this.height / 2) / state.zoom + state.center[this.rows];
    return [Math.floor(row), Math.floor(column)];
  }

  length(shape, axis) {
    return axis === null ? 1 : shape[axis];
  }

  /** The part of the dataset that is seen: rows and columns, begin and end. */
  seen(shape) {
    const [top, left] = this.elementAt(0, 0);
    const [bottom, right] = this.elementAt(this.width, this.height);
    const inside = (n, axis) => Math.max(0, Math.min(n, this.length(shape, axis)));
    return {
      rows: [inside(top, this.rows), inside(bottom + 1, this.rows)],
      columns: [inside(left, this.columns), inside(right + 1, this.columns)],
    };
  }

  get step() {
    const ratio = window.devicePixelRatio || 1;
    return 2 ** Math.max(0, Math.floor(Math.log2(1 / (state.zoom * ratio))));
  }

  /** The places of all tiles that are seen, those in the middle first. */
  places(path, shape) {
    const plane = tiles.plane(path, this, state.at);
    const step = this.step;
    const size = tiles.SIZE * step;
    const { rows, columns } = this.seen(shape);
    const places = [];
    for (let row = Math.floor(rows[0] / size); row * size < rows[1]; row++) {
      for (let column = Math.floor(columns[0] / size); column * size < columns[1]; column++) {
        const [dx, dy] = [(column + 0.5) * size, (row + 0.5) * size];
        const away =
          Math.abs(dx - state.center[this.columns]) +
          (this.rows === null ? 0 : Math.abs(dy - state.center[this.rows]));
        places.push({ plane, step, row, column, away });
      }
    }
    return places.sort((a, b) => a.away - b.away);
  }

  draw(path, shape, colors, profile, chunkSize) {
    const ratio = this.measure();
    const context = this.canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    context.imageSmoothingEnabled = false;
    const places = this.places(path, shape);
    this.drawCoarser(context, places, colors);
    this.tiles = [];
    for (const place of places) {
      const found = tiles.find(place.plane, place.step, place.row, place.column);
      if (found?.values) {
        this.tiles.push({ ...place, tile: found });
        this.drawTile(context, place, found, colors);
      }
      if (found?.error) this.hatch(context, ...this.boxOf(place));
    }
    for (const { tile } of this.tiles) {
      for (const p of tile.problems) {
        this.hatch(context, ...(this.rows === null ? [0, 1] : p.rows), ...p.columns);
      }
    }
    if (state.chunks && this.stored) this.drawChunks(context, chunkSize);
    this.drawCross(context);
    if (profile?.view === this) this.drawLine(context, profile);
    this.note.textContent = this.said(places);
    return places;
  }

  said(places) {
    const step = this.tiles.find(t => t.tile.sampled)?.tile.step;
    const error = places
      .map(p => tiles.find(p.plane, p.step, p.row, p.column)?.error)
      .find(e => e);
    if (error) return error;
    return step ? `No pyramid: every ${step}th element is shown.` : '';
  }

  boxOf(place) {
    const size = tiles.SIZE * place.step;
    return [place.row * size, (place.row + 1) * size, place.column * size, (place.column + 1) * size];
  }

  drawCoarser(context, places, colors) {
    if (!places.length || places.every(p => tiles.find(p.plane, p.step, p.row, p.column)?.values)) {
      return;
    }
    for (let n = COARSER; n > 0; n--) {
      const drawn = new Set();
      for (const p of places) {
        const [row, column] = [p.row >> n, p.column >> n];
        const key = `${row} ${column}`;
        if (drawn.has(key)) continue;
        drawn.add(key);
        const place = { ...p, step: p.step * 2 ** n, row, column };
        const found = tiles.find(p.plane, place.step, row, column);
        if (found?.values) this.drawTile(context, place, found, colors);
      }
    }
  }

  drawTile(context, place, tile, colors) {
    const size = tiles.SIZE * place.step;
    const [x, y] = [this.x(place.column * size), this.y(place.row * (this.rows === null ? 1 : size))];
    const [height, width] = tile.shape;
    if (!height || !width) return;
    const down = this.rows === null ? 1 : tile.step;
    // To whole pixels, else there would be seams.
    const ratio = window.devicePixelRatio || 1;
    const whole = v => Math.round(v * ratio) / ratio;
    const right = whole(x + width * tile.step * state.zoom);
    const bottom = whole(y + height * down * this.zoomDown);
    context.drawImage(colors.painted(tile), whole(x), whole(y), right - whole(x), bottom - whole(y));
  }

  hatch(context, top, bottom, left, right) {
    const [x, y] = [this.x(left), this.y(top)];
    const [w, h] = [this.x(right) - x, this.y(bottom) - y];
    context.save();
    context.beginPath();
    context.rect(x, y, w, h);
    context.clip();
    context.fillStyle = '#40161a';
    context.fillRect(x, y, w, h);
    context.strokeStyle = WRONG;
    context.lineWidth = 1;
    context.beginPath();
    const [from, to] = [Math.max(x - h, -this.height), Math.min(x + w, this.width)];
    for (let at = from - ((from - x) % 8); at < to; at += 8) {
      context.moveTo(at, y);
      context.lineTo(at + h, y + h);
    }
    context.stroke();
    context.strokeRect(x, y, w, h);
    context.restore();
  }

  drawChunks(context, chunkSize) {
    const { rows, columns, stored } = this.stored;
    const height = this.rows === null ? 1 : chunkSize[this.rows];
    const width = chunkSize[this.columns];
    context.lineWidth = 1;
    stored.forEach((line, i) => {
      for (let j = 0; j < line.length; j++) {
        const [x, y] = [this.x((columns[0] + j) * width), this.y((rows[0] + i) * height)];
        const [w, h] = [width * state.zoom, height * this.zoomDown];
        if (line[j] === '1') {
          context.fillStyle = '#5ec9b82b';
          context.fillRect(x, y, w, h);
        }
        context.strokeStyle = line[j] === '1' ? '#5ec9b8' : '#5b6270';
        context.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1);
      }
    });
  }

  drawCross(context) {
    context.strokeStyle = '#ffffff66';
    context.lineWidth = 1;
    context.beginPath();
    const x = Math.round(this.x(state.at[this.columns] + 0.5)) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, this.height);
    if (this.rows !== null) {
      const y = Math.round(this.y(state.at[this.rows] + 0.5)) + 0.5;
      context.moveTo(0, y);
      context.lineTo(this.width, y);
    }
    context.stroke();
  }

  drawLine(context, { from, to }) {
    context.strokeStyle = '#ffb000';
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(this.x(from[1] + 0.5), this.y(from[0] + 0.5));
    context.lineTo(this.x(to[1] + 0.5), this.y(to[0] + 0.5));
    context.stroke();
  }

  /** The number that is shown at an element; nothing where there is none yet. */
  valueAt(row, column) {
    for (const { tile, ...place } of this.tiles || []) {
      const [top, bottom, left, right] = this.boxOf(place);
      const inRows = this.rows === null || (row >= top && row < bottom);
      if (!inRows || column < left || column >= right) continue;
      const i = this.rows === null ? 0 : Math.floor((row - top) / tile.step);
      const j = Math.floor((column - left) / tile.step);
      if (i < tile.shape[0] && j < tile.shape[1]) return tile.values[i * tile.shape[1] + j];
    }
    return undefined;
  }
}

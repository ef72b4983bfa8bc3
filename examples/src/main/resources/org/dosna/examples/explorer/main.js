import * as server from './server.js';
import * as tree from './tree.js';
import * as facts from './facts.js';
import * as link from './state.js';
import * as tiles from './tiles.js';
import * as problems from './problems.js';
import * as controls from './controls.js';
import * as profiles from './profile.js';
import { state } from './state.js';
import { View } from './view.js';
import { Colors } from './colors.js';
import { listen } from './mouse.js';

// What is looked at, and what happens when that changes.

const TICK = 2000;
const STORED_EVERY = 5;
const MOST_COUNTED = 1e6; // chunks that are counted in each round

let colors;
let dataset = null; // what is known of the dataset that is looked at
let views = [];
let profile = null;
let planned = false;
let stale = true; // whether other tiles are shown than when contrast was looked at

const byId = id => document.getElementById(id);

/** Draws soon, once, however much has changed until then. */
export function redraw() {
  if (!planned) {
    planned = true;
    requestAnimationFrame(draw);
  }
}

function draw() {
  planned = false;
  if (!dataset) return;
  if (state.fits) fit();
  const wanted = views.flatMap(view =>
    view.draw(state.path, dataset.shape, colors, profile, dataset.chunks));
  tiles.want(wanted);
  const shown = views.flatMap(view => view.tiles.map(t => t.tile));
  if (stale && shown.length) {
    stale = false;
    if (colors.look(shown)) redraw();
  }
  problems.set('tiles', views.flatMap(v => [
    ...v.tiles.flatMap(t => t.tile.problems.map(p => p.message)),
    ...(v.note.textContent && !v.note.textContent.startsWith('No pyramid') ? [v.note.textContent] : []),
  ]));
  colors.drawHistogram(byId('histogram'));
  profiles.draw(dataset.shape.length === 1 ? wholeLine() : profile);
  controls.update(dataset, views);
  link.write();
  byId('views').setAttribute('aria-busy', String(tiles.isBusy() || planned));
}

function wholeLine() {
  const [begin, end] = views[0].seen(dataset.shape).columns;
  return { view: views[0], from: [0, begin], to: [0, Math.max(begin, end - 1)] };
}

tiles.onArrival(isNew => {
  stale ||= isNew;
  redraw();
});

/** Zoom and center such that all of it is seen, however large the views are by now. */
function fit() {
  views.forEach(view => view.measure());
  state.center = dataset.shape.map(n => n / 2);
  state.zoom = Math.min(...views.map(view =>
    Math.min(
      view.width / Math.max(1, dataset.shape[view.columns]),
      view.rows === null ? Infinity : view.height / Math.max(1, dataset.shape[view.rows])))) * 0.96;
}

export function moved() {
  stale = true;
  if (state.chunks) lookAtChunks();
  redraw();
}

export function setProfile(line) {
  profile = line;
  redraw();
}

let looking = 0;

/** Which chunks are stored, of those that are seen. */
export async function lookAtChunks() {
  const mine = ++looking;
  await new Promise(done => setTimeout(done, 60));
  if (mine !== looking || !dataset) return;
  for (const view of views) {
    if (!state.chunks) {
      view.stored = null;
      continue;
    }
    const { rows, columns } = view.seen(dataset.shape);
    const of = (range, axis) =>
      axis === null ? '0,1' : `${Math.floor(range[0] / dataset.chunks[axis])},${Math.ceil(range[1] / dataset.chunks[axis])}`;
    try {
      const { values } = tiles.plane(state.path, view, state.at);
      const stored = await server.ask('chunks', {
        ...values,
        chunkRows: of(rows, view.rows),
        chunkColumns: of(columns, view.columns),
      });
      if (mine !== looking) return;
      view.stored = stored;
      problems.set('chunks', []);
    } catch (e) {
      view.stored = null;
      problems.set('chunks', [e.message]);
    }
  }
  redraw();
}

/** The slices that axes give: into the picture, down, right. */
export function arrange() {
  const [into, down, right] = state.axes;
  const n = dataset.shape.length;
  if (n === 1) views = [new View(null, 0, null)];
  else if (n === 2) views = [new View(down, right, null)];
  else views = [new View(down, right, into), new View(down, into, right), new View(into, right, down)];
  const place = byId('views');
  place.classList.toggle('one', n < 3);
  place.replaceChildren(...views.map(view => view.element));
  for (const view of views) {
    listen(view, dataset);
    controls.addSaves(view);
  }
  profile = null;
  controls.build(dataset);
  moved();
}

/** Takes what a link says as far as the dataset has it. */
function settle(isRestored) {
  const n = dataset.shape.length;
  const isAxes = state.axes.length === 3 && state.axes.every(a => a < n) &&
    (n < 3 || new Set(state.axes).size === 3);
  if (!isRestored || state.at.length !== n || !isAxes) {
    state.at = dataset.shape.map(length => Math.floor(length / 2));
    state.axes = [n - 3, n - 2, n - 1].map(a => Math.max(0, a));
    state.fits = true;
    if (!isRestored) state.auto = '1';
  }
  state.at = state.at.map((a, axis) => Math.max(0, Math.min(a, dataset.shape[axis] - 1)));
  if (state.center.length !== n) state.fits = true;
}

export async function choose(path, isRestored = false) {
  state.path = path;
  dataset = null;
  views = [];
  problems.clear();
  byId('views').replaceChildren();
  let found;
  try {
    found = await server.ask('facts', { path });
  } catch (e) {
    problems.set('facts', [e.message]);
    byId('hint').hidden = false;
    return;
  }
  if (state.path !== path) return;
  problems.set('facts', found.problem ? [found.problem] : []);
  const isDataset = found.kind === 'dataset';
  for (const id of ['controls', 'contrast']) byId(id).hidden = !isDataset;
  byId('hint').hidden = isDataset;
  facts.show(found, null);
  await tree.show(path).catch(() => {}); // what is wrong above it is said when it is chosen
  if (isDataset) {
    dataset = found;
    settle(isRestored);
    arrange();
    count();
  } else {
    Object.assign(state, { at: [], axes: [] });
    byId('profile').hidden = true;
    link.write();
  }
}

async function count() {
  const path = state.path;
  try {
    const stored = await server.ask('stored', { path });
    if (state.path === path && dataset) facts.show(dataset, stored);
  } catch (e) {
    problems.set('stored', [e.message]);
  }
}

let ticks = 0;

/** Looks whether a job has written anything, while somebody is watching. */
async function tick() {
  ticks++;
  if (!state.live || document.hidden || !dataset) return;
  const path = state.path;
  tiles.lookAgain();
  redraw();
  if (state.chunks) lookAtChunks();
  try {
    const found = await server.ask('facts', { path });
    if (state.path !== path) return;
    problems.set('facts', found.problem ? [found.problem] : []);
    if (JSON.stringify(found.shape) !== JSON.stringify(dataset.shape)) {
      dataset = found;
      settle(true);
      arrange();
    }
    if (ticks % STORED_EVERY === 0 && found.chunkCount < MOST_COUNTED) await count();
  } catch (e) {
    problems.set('facts', [e.message]);
  }
}

async function begin() {
  try {
    const start = await server.ask('start');
    colors = new Colors(start.colorMaps, start.nan);
    controls.start(colors);
    document.title = `${start.top || 'DosNa'} · explorer`;
    const isRestored = link.read();
    await tree.start(start.top, path => choose(path));
    if (isRestored) await choose(state.path, true);
    else if (start.top) await choose(start.top);
  } catch (e) {
    problems.set('start', [e.message]);
  }
  window.addEventListener('hashchange', () => {
    if (!link.isOwn() && link.read()) choose(state.path, true);
  });
  window.addEventListener('resize', redraw);
  setInterval(tick, TICK);
}

begin();

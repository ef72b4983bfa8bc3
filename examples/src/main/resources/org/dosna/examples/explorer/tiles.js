import { tile as load } from './server.js';

// Tiles that were read, and those that are wanted. What is wanted no more is not asked for.

export const SIZE = 256;
const KEPT = 400;
const AT_ONCE = 5;

const known = new Map(); // by key: a tile, or what is wrong with it; the one used last is last
let wanted = [];
let running = 0;
let round = 0;
let arrived = () => {};

export function onArrival(action) {
  arrived = action;
}

/** What the server calls the tiles of a plane. */
export function plane(path, view, at) {
  const values = { path, columns: view.columns, at: at.join() };
  if (view.rows !== null) values.rows = view.rows;
  const others = at.map((a, axis) => (axis === view.rows || axis === view.columns ? '' : a));
  return { values, key: [path, view.rows, view.columns, others].join('|') };
}

const keyOf = (plane, step, row, column) => `${plane.key}|${step}|${row}|${column}`;

export function find(plane, step, row, column) {
  const key = keyOf(plane, step, row, column);
  const found = known.get(key);
  if (found) {
    known.delete(key);
    known.set(key, found);
  }
  return found;
}

/** Says all that is wanted now, the most wanted first. */
export function want(places) {
  wanted = places.filter(p => {
    const found = known.get(keyOf(p.plane, p.step, p.row, p.column));
    return !found || found.round !== round;
  });
  while (running < AT_ONCE && wanted.length) run(wanted.shift());
}

export const isBusy = () => running > 0 || wanted.length > 0;

/** From now on what is wanted is looked at again, and is shown as it was until then. */
export function lookAgain() {
  round++;
}

async function run(place) {
  const key = keyOf(place.plane, place.step, place.row, place.column);
  const before = known.get(key);
  const asked = round;
  if (before) before.round = round; // so that it is asked for once
  else known.set(key, { round });
  running++;
  let now;
  try {
    const { step, row, column } = place;
    now = await load({ ...place.plane.values, step, row, column }, before?.tag);
  } catch (e) {
    now = { error: e.message };
  }
  running--;
  known.set(key, now ? { ...now, round: asked } : before);
  for (const old of known.keys()) {
    if (known.size <= KEPT) break;
    known.delete(old);
  }
  arrived(now !== null);
  if (running < AT_ONCE && wanted.length) run(wanted.shift());
}

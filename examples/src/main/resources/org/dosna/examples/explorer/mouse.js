import { state } from './state.js';
import { ask } from './server.js';
import { moved, redraw, setProfile } from './main.js';

// What the mouse does in a slice.

const CLICK = 3; // pixels that a click may move
const MOST_ZOOM = 64;
const REST = 120; // milliseconds until the exact value is asked for

export function listen(view, dataset) {
  const canvas = view.canvas;
  let down = null;
  let asked = 0;

  const inside = ([row, column]) =>
    column >= 0 && column < dataset.shape[view.columns] &&
    (view.rows === null || (row >= 0 && row < dataset.shape[view.rows]));

  function position([row, column]) {
    const at = [...state.at];
    if (view.rows !== null) at[view.rows] = row;
    at[view.columns] = column;
    return at;
  }

  function showValue(place) {
    const shown = document.getElementById('value');
    const mine = ++asked;
    if (!inside(place)) {
      shown.textContent = '';
      return;
    }
    const at = position(place);
    const near = view.valueAt(...place);
    shown.textContent = `[${at.join(', ')}] ${near === undefined ? '…' : +near.toPrecision(7)}`;
    setTimeout(async () => {
      if (mine !== asked) return;
      try {
        const { value } = await ask('value', { path: state.path, at: at.join() });
        if (mine === asked) shown.textContent = `[${at.join(', ')}] ${value}`;
      } catch {
        if (mine === asked) shown.textContent = `[${at.join(', ')}] cannot be read`;
      }
    }, REST);
  }

  canvas.addEventListener('pointerdown', e => {
    canvas.setPointerCapture(e.pointerId);
    down = { x: e.offsetX, y: e.offsetY, center: [...state.center], isLine: e.shiftKey, far: false };
  });

  canvas.addEventListener('pointermove', e => {
    const place = view.elementAt(e.offsetX, e.offsetY);
    if (!down) {
      showValue(place);
      return;
    }
    const [dx, dy] = [e.offsetX - down.x, e.offsetY - down.y];
    down.far ||= Math.hypot(dx, dy) > CLICK;
    if (!down.far) return;
    if (down.isLine) {
      const limit = ([row, column]) => [
        view.rows === null ? 0 : Math.max(0, Math.min(row, dataset.shape[view.rows] - 1)),
        Math.max(0, Math.min(column, dataset.shape[view.columns] - 1)),
      ];
      setProfile({ view, from: limit(view.elementAt(down.x, down.y)), to: limit(place) });
    } else {
      state.fits = false;
      state.center[view.columns] = down.center[view.columns] - dx / state.zoom;
      if (view.rows !== null) state.center[view.rows] = down.center[view.rows] - dy / state.zoom;
      moved();
    }
  });

  canvas.addEventListener('pointerup', e => {
    const place = view.elementAt(e.offsetX, e.offsetY);
    if (down && !down.far && inside(place)) {
      state.at = position(place);
      moved();
    }
    down = null;
  });

  canvas.addEventListener('pointerleave', () => {
    asked++;
    document.getElementById('value').textContent = '';
  });

  canvas.addEventListener('wheel', e => {
    e.preventDefault();
    if (e.ctrlKey || view.through === null) zoom(view, e, dataset);
    else turn(view.through, Math.sign(e.deltaY), dataset);
  }, { passive: false });
}

/** What is under the mouse stays there. */
function zoom(view, e, dataset) {
  const before = state.zoom;
  state.fits = false;
  const least = Math.min(1, 100 / Math.max(...dataset.shape));
  state.zoom = Math.max(least, Math.min(MOST_ZOOM, before * 2 ** (-Math.sign(e.deltaY) / 2)));
  const away = 1 / before - 1 / state.zoom;
  state.center[view.columns] += (e.offsetX - view.width / 2) * away;
  if (view.rows !== null) state.center[view.rows] += (e.offsetY - view.height / 2) * away;
  moved();
}

function turn(axis, by, dataset) {
  state.at[axis] = Math.max(0, Math.min(dataset.shape[axis] - 1, state.at[axis] + by));
  moved();
  redraw();
}

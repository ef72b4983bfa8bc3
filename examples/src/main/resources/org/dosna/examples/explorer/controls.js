import { state } from './state.js';
import * as server from './server.js';
import * as problems from './problems.js';
import * as tiles from './tiles.js';
import { arrange, lookAtChunks, moved, redraw } from './main.js';

// Sliders, buttons, and what stands beside the slices.

const ROLES = ['into', 'down', 'right'];
const byId = id => document.getElementById(id);
let colors;
let sliders = [];

export function start(known) {
  colors = known;
  byId('map').replaceChildren(...Object.keys(colors.maps).map(name => new Option(name, name)));
  byId('map').onchange = e => set({ map: e.target.value });
  byId('live').onchange = e => set({ live: e.target.checked });
  byId('chunks').onchange = e => {
    set({ chunks: e.target.checked });
    lookAtChunks();
  };
  byId('fit').onclick = () => {
    set({ fits: true });
    moved();
  };
  byId('auto').onchange = e => {
    set({ auto: e.target.value });
    moved();
  };
  for (const end of ['low', 'high']) {
    byId(end).onchange = e => {
      const value = Number(e.target.value);
      if (Number.isFinite(value)) set({ [end]: value, auto: '' });
    };
  }
  listenToHistogram(byId('histogram'));
}

function set(values) {
  Object.assign(state, values);
  redraw();
}

function listenToHistogram(canvas) {
  let end = null;
  let span = null;
  const valueAt = e => span[0] + (e.offsetX / canvas.clientWidth) * (span[1] - span[0]);
  canvas.onpointerdown = e => {
    canvas.setPointerCapture(e.pointerId);
    span = colors.span;
    const value = valueAt(e);
    end = Math.abs(value - state.low) < Math.abs(value - state.high) ? 'low' : 'high';
    set({ [end]: value, auto: '' });
  };
  canvas.onpointermove = e => {
    if (end) set({ [end]: valueAt(e), auto: '' });
  };
  canvas.onpointerup = () => {
    end = null;
  };
}

const nameOf = (dataset, axis) => dataset.axes[axis] || `axis ${axis}`;

/** A slider for each axis, and what the axis is in the slices. */
export function build(dataset) {
  sliders = dataset.shape.map((length, axis) => {
    const label = document.createElement('label');
    label.textContent = nameOf(dataset, axis);
    const slider = document.createElement('input');
    const number = document.createElement('input');
    slider.type = 'range';
    number.type = 'number';
    for (const input of [slider, number]) {
      input.min = 0;
      input.max = length - 1;
      input.setAttribute('aria-label', nameOf(dataset, axis));
      input.oninput = () => {
        const value = Math.round(Number(input.value));
        if (input.value === '' || value < 0 || value >= length) return;
        state.at[axis] = value;
        moved();
      };
    }
    return { label, slider, number, role: roleOf(dataset, axis) };
  });
  byId('sliders').replaceChildren(
    ...sliders.flatMap(s => [s.label, s.slider, s.number, s.role]));
}

function roleOf(dataset, axis) {
  const select = document.createElement('select');
  const first = 3 - Math.min(3, dataset.shape.length);
  const roles = ROLES.slice(first);
  select.title = 'What this axis is in the first slice';
  select.append(...roles.map(role => new Option(role, role)));
  if (dataset.shape.length > 3) select.append(new Option('—', ''));
  const now = state.axes.indexOf(axis, first);
  select.value = now < 0 ? '' : ROLES[now];
  select.disabled = dataset.shape.length === 1;
  select.onchange = () => {
    const role = ROLES.indexOf(select.value);
    const before = state.axes.indexOf(axis, first);
    if (role < 0) {
      select.value = before < 0 ? '' : ROLES[before]; // another axis has to take its place
      return;
    }
    // The axis that had this role gets the other's, or none.
    if (before >= 0) state.axes[before] = state.axes[role];
    state.axes[role] = axis;
    arrange();
  };
  return select;
}

export function update(dataset, views) {
  sliders.forEach((s, axis) => {
    s.slider.value = state.at[axis];
    if (document.activeElement !== s.number) s.number.value = state.at[axis];
  });
  byId('map').value = state.map;
  byId('auto').value = state.auto;
  byId('chunks').checked = state.chunks;
  byId('live').checked = state.live;
  for (const end of ['low', 'high']) {
    if (document.activeElement !== byId(end)) byId(end).value = +state[end].toPrecision(6);
  }
  byId('zoom').textContent =
    state.zoom >= 1 ? `${state.zoom.toFixed(1)} pixels an element` : `1 : ${(1 / state.zoom).toFixed(1)}`;
  for (const view of views) {
    const axes = [view.rows, view.columns].filter(a => a !== null).map(a => nameOf(dataset, a));
    view.title.textContent =
      axes.join(' × ') + (view.through === null ? '' : ` at ${nameOf(dataset, view.through)} ${state.at[view.through]}`);
  }
}

/** Buttons that save a slice, as a picture with this contrast or with its elements. */
export function addSaves(view) {
  for (const ending of ['png', 'npy']) {
    const save = document.createElement('a');
    save.textContent = ending;
    save.href = '#';
    save.title = `Save this slice as slice.${ending}`;
    save.onclick = async e => {
      e.preventDefault();
      const { values } = tiles.plane(state.path, view, state.at);
      const contrast = { colors: state.map, low: state.low, high: state.high };
      try {
        const saved = await server.file(`slice.${ending}`, { ...values, ...contrast });
        problems.set('save', []);
        download(saved, `slice.${ending}`);
      } catch (problem) {
        problems.set('save', [problem.message]);
      }
    };
    view.saves.append(save);
  }
}

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

// What is looked at and how: all that a link restores. Kept behind the # of the address.

export const state = {
  path: null, // the dataset, or what else was chosen
  at: [], // a position on each axis
  axes: [], // the axes of the three slices: down, right, and into the picture
  center: [], // what is in the middle of the views, on each axis
  zoom: 1, // pixels per element
  fits: true, // whether zoom and center are such that all of it is seen
  low: 0,
  high: 1,
  auto: '1', // percent left out at each end; empty if contrast stays
  map: 'viridis',
  chunks: false,
  live: true,
};

const numbers = text => (text ? text.split(',').map(Number) : []);

export function read() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (!given.has('path')) return false;
  state.path = given.get('path');
  state.at = numbers(given.get('at')).map(Math.round);
  state.axes = numbers(given.get('axes')).map(Math.round);
  state.center = numbers(given.get('center'));
  state.zoom = Number(given.get('zoom')) || 1;
  state.fits = !Number(given.get('zoom'));
  state.auto = given.get('auto') ?? '1';
  state.low = Number(given.get('low') ?? 0);
  state.high = Number(given.get('high') ?? 1);
  state.map = given.get('map') || 'viridis';
  state.chunks = given.get('chunks') === '1';
  state.live = given.get('live') !== '0';
  return true;
}

let written = '';

export function write() {
  const values = { path: state.path };
  if (state.at.length) {
    Object.assign(values, {
      at: state.at.join(),
      axes: state.axes.join(),
      center: state.center.map(c => +c.toFixed(2)).join(),
      zoom: state.fits ? 0 : +state.zoom.toPrecision(5),
      auto: state.auto,
      low: +state.low.toPrecision(7),
      high: +state.high.toPrecision(7),
      map: state.map,
      chunks: state.chunks ? 1 : 0,
      live: state.live ? 1 : 0,
    });
  }
  const hash = '#' + new URLSearchParams(values);
  if (hash !== written) {
    written = hash;
    history.replaceState(null, '', hash);
  }
}

export const isOwn = () => location.hash === written;

// The values along a line of a slice, at the resolution that is shown.

const POINTS = 1024;

/** Values from one element to another; undefined where nothing is loaded. */
export function along({ view, from, to }) {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const n = Math.max(2, Math.min(POINTS, Math.round(length / view.step) + 1));
  return Array.from({ length: n }, (_, i) => {
    const f = i / (n - 1);
    return view.valueAt(
      Math.round(from[0] + f * (to[0] - from[0])), Math.round(from[1] + f * (to[1] - from[1])));
  });
}

export function draw(profile) {
  document.getElementById('profile').hidden = !profile;
  if (!profile) return;
  const canvas = document.getElementById('line');
  const values = along(profile);
  const there = values.filter(Number.isFinite);
  const least = Math.min(...there);
  const most = Math.max(...there);
  const context = canvas.getContext('2d');
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  context.strokeStyle = '#ffb000';
  context.beginPath();
  let pen = false;
  values.forEach((v, i) => {
    const x = (i / (values.length - 1)) * (width - 4) + 2;
    const y = height - 4 - ((v - least) / (most - least || 1)) * (height - 8);
    if (Number.isFinite(v)) {
      if (pen) context.lineTo(x, y);
      else context.moveTo(x, y);
    }
    pen = Number.isFinite(v);
  });
  context.stroke();
  const place = p => (profile.view.rows === null ? `${p[1]}` : `${p[0]}, ${p[1]}`);
  document.getElementById('ends').textContent = there.length
    ? `${place(profile.from)} to ${place(profile.to)}: ${+least.toPrecision(6)} to ${+most.toPrecision(6)}`
    : 'no values';
}

// What went wrong, shown on the page as long as it is so.

const SHOWN = 4;
const of = new Map();

export function set(source, messages) {
  const before = (of.get(source) || []).join('\n');
  if (before === messages.join('\n')) return;
  of.set(source, messages);
  show();
}

export function clear() {
  of.clear();
  show();
}

function show() {
  const all = [...new Set([...of.values()].flat())];
  const lines = all.slice(0, SHOWN);
  if (all.length > SHOWN) lines.push(`and ${all.length - SHOWN} more`);
  document.getElementById('problems').replaceChildren(
    ...lines.map(line => {
      const p = document.createElement('p');
      p.textContent = line;
      return p;
    }));
}

// What there is to say of what was chosen.

function size(bytes) {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${unit ? bytes.toFixed(1) : bytes} ${units[unit]}`;
}

const times = list => list.join(' × ');

function rows(title, entries) {
  const section = document.createDocumentFragment();
  const head = document.createElement('h2');
  head.textContent = title;
  const list = document.createElement('dl');
  for (const [name, value] of entries) {
    const term = document.createElement('dt');
    const said = document.createElement('dd');
    term.textContent = name;
    said.textContent = value;
    list.append(term, said);
  }
  section.append(head, list);
  return section;
}

function text(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function show(facts, stored) {
  const entries = [];
  if (facts.kind === 'dataset') {
    entries.push(['dtype', facts.dtype], ['shape', times(facts.shape)]);
    entries.push(['chunks', `${times(facts.chunks)} (grid ${times(facts.grid)})`]);
    if (facts.shards) entries.push(['shards', times(facts.shards)]);
    if (facts.axes.length) entries.push(['axes', facts.axes.join(', ')]);
    entries.push(['codecs', facts.codecs || 'none'], ['fill value', text(facts.fill)]);
    entries.push(['size', size(facts.bytes)]);
    if (stored && 'storedBytes' in stored) {
      entries.push(['stored', `${size(stored.storedBytes)}, ${stored.storedChunks} of ${facts.chunkCount} chunks`]);
      entries.push(['ratio', stored.ratio]);
    }
    if (facts.levels.length > 1) {
      entries.push(['levels', facts.levels.map(l => `${l.name.split('/').pop()}: 1/${Math.max(...l.steps)}`).join(', ')]);
    }
  } else {
    const groups = facts.members.filter(m => m.isGroup).length;
    entries.push(['groups', groups], ['datasets', facts.members.length - groups]);
  }
  const parts = [rows(facts.kind, [['path', facts.path], ...entries])];
  const attributes = Object.entries(facts.attributes || {});
  if (attributes.length) parts.push(rows('attributes', attributes.map(([k, v]) => [k, text(v)])));
  document.getElementById('facts').replaceChildren(...parts);
}

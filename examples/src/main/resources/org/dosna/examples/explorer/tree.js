import { ask } from './server.js';

// The tree of pools, groups and datasets. Names are anybody's: they are only ever set as text.

const lists = new Map(); // of each path that was opened, what is below it
let choose;

export async function start(top, chosen) {
  choose = chosen;
  const tree = document.getElementById('tree');
  if (top) {
    const name = top.split('/').pop();
    const facts = await ask('facts', { path: top });
    const list = document.createElement('ul');
    list.append(item({ name, isGroup: facts.kind !== 'dataset' }, top));
    tree.append(list);
    if (facts.members) await open(top);
  } else {
    tree.append(listOf((await ask('facts', { path: '' })).members, ''));
  }
}

function listOf(members, path) {
  const list = document.createElement('ul');
  for (const member of members) {
    list.append(item(member, path ? `${path}/${member.name}` : member.name));
  }
  return list;
}

function item(member, path) {
  const li = document.createElement('li');
  const button = document.createElement('button');
  button.textContent = (member.isGroup ? '▸ ' : '▦ ') + member.name;
  button.title = path;
  button.dataset.path = path;
  button.setAttribute('role', 'treeitem');
  button.onclick = () => {
    if (member.isGroup) toggle(path);
    choose(path);
  };
  li.append(button);
  return li;
}

const buttonOf = path =>
  [...document.querySelectorAll('#tree button')].find(b => b.dataset.path === path);

function toggle(path) {
  if (!lists.has(path)) {
    open(path).catch(() => {}); // choosing it says what is wrong
    return;
  }
  lists.get(path).remove();
  lists.delete(path);
  mark(path, '▸');
}

function mark(path, sign) {
  const button = buttonOf(path);
  if (button) button.textContent = sign + button.textContent.slice(1);
}

async function open(path) {
  const button = buttonOf(path);
  if (!button || lists.has(path)) return;
  const list = listOf((await ask('facts', { path })).members || [], path);
  lists.set(path, list);
  button.parentElement.append(list);
  mark(path, '▾');
}

/** Opens what is above a path, and shows that it is chosen. */
export async function show(path) {
  const parts = path.split('/');
  for (let n = 1; n < parts.length; n++) {
    const above = parts.slice(0, n).join('/');
    if (!buttonOf(path)) await open(above);
  }
  for (const button of document.querySelectorAll('#tree button')) {
    button.classList.toggle('chosen', button.dataset.path === path);
  }
}

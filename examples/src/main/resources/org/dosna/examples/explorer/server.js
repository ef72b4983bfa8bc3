// What the page asks of its server. Addresses are relative: they may begin with a token.

async function answer(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch {
    throw new Error('The server does not answer: was it ended?');
  }
  if (!response.ok && response.status !== 304) {
    const said = await response.json().catch(() => ({}));
    throw new Error(said.error || `The server answered ${response.status}`);
  }
  return response;
}

export function query(values) {
  return new URLSearchParams(values).toString();
}

export async function ask(what, values = {}) {
  return (await answer(`api/${what}?${query(values)}`)).json();
}

export async function file(name, values) {
  return (await answer(`${name}?${query(values)}`)).blob();
}

/** A tile: what is said of it, and its elements; null if it is still that of the tag. */
export async function tile(values, tag) {
  const headers = tag ? { 'If-None-Match': tag } : {};
  // If the browser kept it itself, it would not say whether it has changed.
  const response = await answer(`api/tile?${query(values)}`, { headers, cache: 'no-store' });
  if (response.status === 304) return null;
  const bytes = await response.arrayBuffer();
  const length = new DataView(bytes).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length)));
  const Numbers = head.itemSize === 4 ? Float32Array : Float64Array;
  return { ...head, values: new Numbers(bytes, 4 + length), tag: response.headers.get('ETag') };
}

/** A trie over UTF-16 units, packed into typed arrays: reading a text with it is a few steps at each character. */
export interface Trie<Value> {
  /** The child of a node by a unit of the text, or 0. The root is node 1. */
  step(node: number, unit: number): number;
  /** What belongs to the word that ends at a node. */
  at(node: number): Value | undefined;
}

export const ROOT = 1;
const UNITS = 0x10000;
/** Spreads keys over the table (Knuth). */
const SPREAD = 0x9e3779b1;

/** Packs words and what belongs to each. */
export function trieOf<Value>(words: ReadonlyMap<string, Value>): Trie<Value> {
  const children: Map<number, number>[] = [new Map(), new Map()];
  const values: (Value | undefined)[] = [undefined, undefined];
  let edges = 0;
  for (const [word, value] of words) {
    let node = ROOT;
    for (let at = 0; at < word.length; at += 1) {
      const unit = word.charCodeAt(at);
      const next = children[node]?.get(unit);
      if (next !== undefined) node = next;
      else {
        children[node]?.set(unit, children.length);
        node = children.length;
        children.push(new Map());
        values.push(undefined);
        edges += 1;
      }
    }
    values[node] = value;
  }
  return packed(children, values, edges);
}

function packed<Value>(
  children: readonly ReadonlyMap<number, number>[],
  values: readonly (Value | undefined)[],
  edges: number,
): Trie<Value> {
  const bits = Math.max(4, Math.ceil(Math.log2(edges * 2 + 1)));
  const mask = 2 ** bits - 1;
  const shift = 32 - bits;
  const parents = new Int32Array(mask + 1);
  const units = new Uint16Array(mask + 1);
  const nexts = new Int32Array(mask + 1);
  const first = new Int32Array(UNITS);
  const slotOf = (node: number, unit: number) => Math.imul(node ^ (unit << 12), SPREAD) >>> shift;
  children.forEach((map, node) => {
    for (const [unit, next] of map) {
      if (node === ROOT) first[unit] = next;
      let slot = slotOf(node, unit);
      while (nexts[slot] !== 0) slot = (slot + 1) & mask;
      parents[slot] = node;
      units[slot] = unit;
      nexts[slot] = next;
    }
  });
  return {
    step(node, unit) {
      if (node === ROOT) return first[unit] ?? 0;
      for (let slot = slotOf(node, unit); ; slot = (slot + 1) & mask) {
        const next = nexts[slot] ?? 0;
        if (next === 0 || (parents[slot] === node && units[slot] === unit)) return next;
      }
    },
    at: (node) => values[node],
  };
}

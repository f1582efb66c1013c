/** A stretch of two texts: the same in both, or what stands in place of what. */
export interface Stretch {
  was: string;
  becomes: string;
}

/** Longer middles are one stretch: nobody reads a mark a character in a text that was turned over whole. */
const MAX_CELLS = 4_000_000;

/** Where two texts differ, in order: joined, `was` is the first and `becomes` the second. */
export function differenceOf(was: string, becomes: string): Stretch[] {
  const [a, b] = [[...was], [...becomes]];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const middle = middleOf(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const same = (text: string[]): Stretch => ({ was: text.join(''), becomes: text.join('') });
  return [same(a.slice(0, head)), ...middle, same(a.slice(a.length - tail))].filter(
    ({ was: left, becomes: right }) => left !== '' || right !== '',
  );
}

function middleOf(a: string[], b: string[]): Stretch[] {
  if (a.length * b.length > MAX_CELLS) return [{ was: a.join(''), becomes: b.join('') }];
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      longest[i * width + j] =
        a[i] === b[j]
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
  const out: (Stretch & { isSame: boolean })[] = [];
  const put = (left: string, right: string, isSame: boolean) => {
    const last = out.at(-1);
    if (last?.isSame !== isSame) return out.push({ was: left, becomes: right, isSame });
    last.was += left;
    last.becomes += right;
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) put(a[i++] ?? '', b[j++] ?? '', true);
    else if (
      j >= b.length ||
      (i < a.length && (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0))
    )
      put(a[i++] ?? '', '', false);
    else put('', b[j++] ?? '', false);
  }
  return out.map(({ was, becomes }) => ({ was, becomes }));
}

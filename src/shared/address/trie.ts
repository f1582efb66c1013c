interface Node<K, V> {
  next: Map<K, Node<K, V>>;
  values: V[];
}

const node = <K, V>(): Node<K, V> => ({ next: new Map(), values: [] });

/** Words by their letters: finds all that begin at a place of a text in one walk. */
export class Trie<K, V> {
  private readonly root: Node<K, V> = node();

  add(word: readonly K[], value: V): void {
    this.addAny(
      word.map((letter) => [letter]),
      value,
    );
  }

  /** A word each of whose letters may be any of several. */
  addAny(word: readonly (readonly K[])[], value: V): void {
    let ends = new Set([this.root]);
    for (const letters of word) {
      const further = new Set<Node<K, V>>();
      for (const end of ends) for (const letter of letters) further.add(this.step(end, letter));
      ends = further;
    }
    for (const end of ends) end.values.push(value);
  }

  private step(from: Node<K, V>, letter: K): Node<K, V> {
    let next = from.next.get(letter);
    if (next === undefined) {
      next = node();
      from.next.set(letter, next);
    }
    return next;
  }

  /** Calls `found` with every word that begins at `start` and where it ends; `lettersAt`: what may stand at a place. */
  walk(
    start: number,
    lettersAt: (place: number) => readonly K[],
    found: (value: V, end: number) => void,
  ): void {
    this.walkFrom(this.root, start, lettersAt, found);
  }

  private walkFrom(
    from: Node<K, V>,
    place: number,
    lettersAt: (place: number) => readonly K[],
    found: (value: V, end: number) => void,
  ): void {
    for (const letter of lettersAt(place)) {
      const next = from.next.get(letter);
      if (next === undefined) continue;
      for (const value of next.values) found(value, place + 1);
      if (next.next.size > 0) this.walkFrom(next, place + 1, lettersAt, found);
    }
  }
}

/** A place in a text as an editor counts it, from 1. */
export interface Place {
  line: number;
  column: number;
}

export type Path = readonly (string | number)[];

export type PlacedJson =
  | { ok: true; value: unknown; placeOf: (path: Path) => Place }
  | { ok: false; why: 'syntax' | 'duplicate'; place: Place; path: Path };

const SPACE = /[ \t\r\n]/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORDS: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const MAX_DEPTH = 20;

class Fault extends Error {
  constructor(
    readonly why: 'syntax' | 'duplicate',
    readonly at: number,
    readonly path: Path,
  ) {
    super(why);
  }
}

/**
 * JSON whose every value knows where it stands, so that a person can be told line and column. Strict: no comment, no comma
 * too many, and no name twice, where JSON.parse would quietly take the last.
 */
export function parsePlaced(text: string): PlacedJson {
  const places = new Map<string, number>();
  const start = text.startsWith('\ufeff') ? 1 : 0; // Windows' editors put a mark there
  const reader = new Reader(text, start, places);
  try {
    const value = reader.whole();
    return { ok: true, value, placeOf: (path) => placeAt(text, nearest(places, path)) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { ok: false, why: error.why, place: placeAt(text, error.at), path: error.path };
  }
}

/** The value itself, or what would hold it where it is missing. */
function nearest(places: ReadonlyMap<string, number>, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const at = places.get(keyOf(path.slice(0, length)));
    if (at !== undefined) return at;
  }
  return 0;
}

const keyOf = (path: Path): string => JSON.stringify(path);

function placeAt(text: string, at: number): Place {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    line: before.split('\n').length,
    column: [...before.slice(lineStart).replace('\ufeff', '')].length + 1,
  };
}

class Reader {
  constructor(
    private readonly text: string,
    private at: number,
    private readonly places: Map<string, number>,
  ) {}

  whole(): unknown {
    const value = this.value([]);
    this.skip();
    if (this.at < this.text.length) this.fail([]);
    return value;
  }

  private value(path: Path): unknown {
    if (path.length > MAX_DEPTH) this.fail(path);
    this.skip();
    // A named value stands where its name does.
    if (!this.places.has(keyOf(path))) this.places.set(keyOf(path), this.at);
    switch (this.text[this.at]) {
      case '{':
        return this.object(path);
      case '[':
        return this.array(path);
      case '"':
        return this.string(path);
      default:
        return this.plain(path);
    }
  }

  private object(path: Path): Record<string, unknown> {
    const found = new Map<string, unknown>();
    this.at += 1;
    if (this.takes('}')) return {};
    do {
      this.skip();
      const at = this.at;
      const name = this.string(path);
      const here = [...path, name];
      if (found.has(name)) throw new Fault('duplicate', at, here);
      this.places.set(keyOf(here), at);
      this.wants(':', here);
      found.set(name, this.value(here));
    } while (this.takes(','));
    this.wants('}', path);
    return Object.fromEntries(found);
  }

  private array(path: Path): unknown[] {
    const found: unknown[] = [];
    this.at += 1;
    if (this.takes(']')) return found;
    do found.push(this.value([...path, found.length]));
    while (this.takes(','));
    this.wants(']', path);
    return found;
  }

  private string(path: Path): string {
    return JSON.parse(this.match(STRING) ?? this.fail(path)) as string;
  }

  private plain(path: Path): unknown {
    const word = WORDS.find(([each]) => this.text.startsWith(each, this.at));
    if (word !== undefined) {
      this.at += word[0].length;
      return word[1];
    }
    return Number(this.match(NUMBER) ?? this.fail(path));
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  private takes(sign: string): boolean {
    this.skip();
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  private wants(sign: string, path: Path): void {
    if (!this.takes(sign)) this.fail(path);
  }

  private skip(): void {
    while (SPACE.test(this.text[this.at] ?? '')) this.at += 1;
  }

  private fail(path: Path): never {
    throw new Fault('syntax', this.at, path);
  }
}

import type Database from 'better-sqlite3';

export interface WordsWanted {
  /** Folded as `searchable` folds them; never empty. */
  words: string;
  /** SQL over columns of the words' own index: told without a look into the call. */
  among: string;
  /** SQL over `calls`: of what was found, what belongs to the list. */
  where: string;
  /** For both; no name of `before`, `slice`, `words`, `isNumber`, `ids`. */
  params: Record<string, string | null>;
  offset: number;
  limit: number;
}

/** So many hits are counted: nobody pages further, and each one costs a look into its call. */
export const MOST_FOUND = 1_000;
/** Calls looked through in one turn, some milliseconds of it: what an agent does meanwhile comes in between. */
const SLICE = 12_000;
/** Behind every id. */
const NEWEST = '~';

type Slice = { last: string | null; looked: number; hits: string };

/** Looks through the words of all calls, newest first (an id begins with the time the call began). Changes nothing. */
export class CallSearch {
  private readonly prepared = new Map<string, { slice: Database.Statement; narrow: Database.Statement }>();

  constructor(
    private readonly db: Database.Database,
    private readonly sliceCalls = SLICE,
  ) {}

  /** A page of ids, and how many there are in all, up to MOST_FOUND. */
  async find(wanted: WordsWanted): Promise<{ ids: string[]; total: number }> {
    const { words, params, offset, limit } = wanted;
    const { slice, narrow } = this.statements(wanted);
    const isNumber = Number(/^[a-z0-9-]+$/.test(words));
    const found: string[] = [];
    for (let before = NEWEST; found.length < MOST_FOUND; await yielded()) {
      const read = slice.get({ ...params, before, slice: this.sliceCalls, words, isNumber }) as Slice;
      if (read.hits !== '[]') found.push(...(narrow.pluck().all({ ...params, ids: read.hits }) as string[]));
      if (read.last === null || read.looked < this.sliceCalls) break;
      before = read.last;
    }
    return { ids: found.slice(offset, offset + limit), total: Math.min(found.length, MOST_FOUND) };
  }

  private statements({ among, where }: WordsWanted) {
    const key = `${among}\n${where}`;
    const known = this.prepared.get(key);
    if (known !== undefined) return known;
    const made = {
      slice: this.db.prepare(`
        select min(id) as last, count(*) as looked, json_group_array(id) filter (where is_hit) as hits from (
          select id, (${among}) and (instr(search_text, :words) > 0
            or (:isNumber = 1 and instr(lower(center_number), :words) > 0)) as is_hit
          from calls indexed by calls_words where id < :before order by id desc limit :slice)`),
      narrow: this.db
        .prepare(`select id from calls where id in (select value from json_each(:ids)) and (${where})
        order by id desc`),
    };
    this.prepared.set(key, made);
    return made;
  }
}

const yielded = () => new Promise<void>((resolve) => setImmediate(resolve));

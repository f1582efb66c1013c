import type Database from 'better-sqlite3';
import { gramsWanted } from './grams';
import { WordBlocks } from './word-blocks';

export interface WordsWanted {
  /** Folded as `searchable` folds them; never empty. */
  words: string;
  /** SQL over columns of the words' own index: told without a look into the call. */
  among: string;
  /** Of what was found, what belongs to the list: SQL over calls or over their cases. Null: all. */
  list: { of: 'calls' | 'cases'; where: string } | null;
  /** SQL that tells ids out of an index: of a list that all of this one is in. It may be short. */
  within?: string | undefined;
  /** For all three; no name of `before`, `after`, `slice`, `words`, `isNumber`, `ids`. */
  params: Record<string, string | null>;
  offset: number;
  limit: number;
}

interface Statements {
  slice: Database.Statement<[object], Slice>;
  hits: Database.Statement<[object], string>;
  narrow: Database.Statement<[object], string> | null;
  /** JSON: in a third of the time that as many rows take. */
  within: Database.Statement<[object], string> | null;
  length: Database.Statement<[object], number> | null;
}

/** So many hits are counted: nobody pages further, and each one costs a look into its call. */
export const MOST_FOUND = 1_000;
/** Calls looked through in one turn, some milliseconds of it: what an agent does meanwhile comes in between. */
const SLICE = 8_000;
/** Looks into an index or a call in one turn: about the same time. */
const LOOKS = 800;
/** Each call of so short a list is looked at; of a longer one, whatever has the words' grams. */
const SHORT = 800;
/** Of a list up to this long all ids are read, once so many calls were looked at that it pays. */
const KNOWN = 15_000;
const MANY_LOOKED_AT = 400;
/** Calls looked at by one statement. */
const AT_ONCE = 200;
/** Behind every id. */
const NEWEST = '~';

type Slice = { last: string | null; looked: number; hits: string };

/**
 * Looks for words in all calls, newest first (an id begins with the time the call began): calls that are in no block one
 * after the other, all others by their grams; each hit was seen in the call itself. Changes nothing.
 */
export class CallSearch {
  private readonly blocks: WordBlocks;
  private readonly prepared = new Map<string, Statements>();

  constructor(
    private readonly db: Database.Database,
    private readonly sliceCalls = SLICE,
  ) {
    this.blocks = new WordBlocks(db);
  }

  /** A page of ids, and how many there are in all, up to MOST_FOUND. */
  async find(wanted: WordsWanted): Promise<{ ids: string[]; total: number }> {
    const { offset, limit } = wanted;
    const found = await new Search(this.statements(wanted), this.blocks, this.sliceCalls, wanted).run();
    return { ids: found.slice(offset, offset + limit), total: found.length };
  }

  private statements({ among, list, within }: WordsWanted): Statements {
    const key = [among, list?.of, list?.where, within].join('\n');
    const known = this.prepared.get(key);
    if (known !== undefined) return known;
    const match = `(${among}) and (instr(search_text, :words) > 0
      or (:isNumber = 1 and instr(lower(center_number), :words) > 0))`;
    const these = 'in (select value from json_each(:ids))';
    const id = list?.of === 'cases' ? 'call_id' : 'id';
    const ids = (sql: string) => this.db.prepare<[object], string>(sql).pluck();
    const made: Statements = {
      slice: this.db.prepare(`
        select min(id) as last, count(*) as looked, json_group_array(id) filter (where is_hit) as hits from (
          select id, ${match} as is_hit
          from calls indexed by calls_words where id < :before and id > :after order by id desc limit :slice)`),
      hits: ids(`select id from calls indexed by calls_words where id ${these} and ${match}`),
      narrow: list && ids(`select ${id} from ${list.of} where ${id} ${these} and (${list.where})`),
      within: within === undefined ? null : ids(`select json_group_array(id) from (${within})`),
      length:
        within === undefined
          ? null
          : this.db.prepare<[object], number>(`select count(*) from (${within} limit ${KNOWN + 1})`).pluck(),
    };
    this.prepared.set(key, made);
    return made;
  }
}

/** One search. What comes in while it goes on is another's. */
class Search {
  private readonly found = new Set<string>();
  private readonly isNumber: number;
  private looks = 0;
  private lookedAt = 0;
  private known: ReadonlySet<string> | null = null;

  constructor(
    private readonly statements: Statements,
    private readonly blocks: WordBlocks,
    private readonly sliceCalls: number,
    private readonly wanted: WordsWanted,
  ) {
    this.isNumber = Number(/^[a-z0-9-]+$/.test(wanted.words));
  }

  async run(): Promise<string[]> {
    const blocks = this.blocks.list();
    const loose = this.blocks.looseIds();
    const length = this.statements.length?.get(this.wanted.params) ?? Infinity;
    if (length <= SHORT) await this.lookAt(this.list());
    else {
      await this.lookThrough(blocks[0]?.newest ?? '');
      if (this.found.size < MOST_FOUND) await this.lookAt(loose);
      const grams = gramsWanted(this.wanted.words);
      const waiting: string[] = [];
      for (const { block, newest } of blocks) {
        if (this.isFull(newest)) break;
        const { ids, looked } = this.blocks.candidates(block, grams);
        await this.spend(looked);
        if (length <= KNOWN && this.lookedAt > MANY_LOOKED_AT) this.known ??= new Set(this.list());
        waiting.push(...ids.filter((id) => this.known?.has(id) !== false));
        if (waiting.length >= AT_ONCE) await this.lookAt(waiting.splice(0));
      }
      await this.lookAt(waiting);
    }
    return [...this.found].sort((a, b) => (a < b ? 1 : -1)).slice(0, MOST_FOUND);
  }

  /** All that can belong to the list. */
  private list(): string[] {
    return JSON.parse(this.statements.within?.get(this.wanted.params) ?? '[]') as string[];
  }

  /** All calls after this one, slice by slice. */
  private async lookThrough(after: string): Promise<void> {
    const { params, words } = this.wanted;
    for (let before = NEWEST; this.found.size < MOST_FOUND;) {
      const { isNumber, sliceCalls: slice } = this;
      const read = this.statements.slice.get({ ...params, before, after, slice, words, isNumber });
      if (read === undefined) break;
      const hits = JSON.parse(read.hits) as string[];
      await this.spend((read.looked / SLICE) * LOOKS);
      for (let from = 0; from < hits.length; from += AT_ONCE)
        await this.take(hits.slice(from, from + AT_ONCE));
      if (read.last === null || read.looked < slice) break;
      before = read.last;
    }
  }

  private async lookAt(ids: readonly string[]): Promise<void> {
    const { params, words } = this.wanted;
    const { isNumber } = this;
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const these = ids.slice(from, from + AT_ONCE);
      const hits = this.statements.hits.all({ ...params, words, isNumber, ids: JSON.stringify(these) });
      this.lookedAt += these.length;
      await this.spend(these.length);
      await this.take(hits);
    }
  }

  private async take(hits: readonly string[]): Promise<void> {
    const { narrow } = this.statements;
    const ids =
      narrow === null || hits.length === 0
        ? hits
        : narrow.all({ ...this.wanted.params, ids: JSON.stringify(hits) });
    for (const id of ids) this.found.add(id);
    if (narrow !== null) await this.spend(hits.length);
  }

  /** True where nothing of this block or an older one can come among the newest MOST_FOUND any more. */
  private isFull(newest: string): boolean {
    if (this.found.size < MOST_FOUND) return false;
    let newer = 0;
    for (const id of this.found) newer += Number(id > newest);
    return newer >= MOST_FOUND;
  }

  private async spend(looks: number): Promise<void> {
    this.looks += looks;
    if (this.looks < LOOKS) return;
    this.looks = 0;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

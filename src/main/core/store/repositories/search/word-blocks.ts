import type Database from 'better-sqlite3';
import type { GramsWanted } from './grams';
import { BLOCK_CALLS, idsAt, Marks, packIds } from './packed';

/** Behind every id. */
const NEWEST = '~';
/** Calls that changed since they came into a block: so many are worth a new one. */
const MANY_LOOSE = 512;

export interface Block {
  block: number;
  /** The id of its newest call. */
  newest: string;
}

/** All words by which a call is found, as they stood when they were read. */
export interface CallWords {
  id: string;
  words: string;
}

/** Between the two stands what nobody types. */
const WORDS = "search_text || coalesce(char(31) || lower(center_number), '')";

/**
 * The grams of calls, block by block, each block written once. The law: a call's present words are in a block, or it is
 * newer than every block (`newest`), or it is among the loose ones. What a block says too much is sorted out by a look at
 * the call. Writes belong inside `Store.write`.
 */
export class WordBlocks {
  private readonly blocks: Database.Statement<[], Block>;
  private readonly loosened: Database.Statement<[], string>;
  private readonly marksOf: Database.Statement<[number, string], Buffer>;
  private readonly marksFrom: Database.Statement<[number, string, string], Buffer>;
  private readonly calls: Database.Statement<[number], string>;
  private readonly newestIds: Database.Statement<[], string | null>;
  private readonly behind: Database.Statement<[string, string, number], CallWords>;
  private readonly aheadOf: Database.Statement<[string, number], number>;
  private readonly loose: Database.Statement<[number], CallWords>;
  private readonly looseCount: Database.Statement<[], number>;
  private readonly wordsOf: Database.Statement<[string], string>;
  private readonly last: Database.Statement<[], number | null>;
  private readonly emptied: Database.Statement<[number]>;
  private readonly addedGram: Database.Statement<[number, string, Buffer]>;
  private readonly added: Database.Statement<[number, string, string]>;
  private readonly loosen: Database.Statement<[string]>;
  private readonly settled: Database.Statement<[string]>;

  constructor(db: Database.Database) {
    this.blocks = db.prepare('select block, newest from word_blocks order by newest desc');
    this.loosened = db.prepare<[], string>('select call_id from loose_words').pluck();
    this.marksOf = db
      .prepare<[number, string], Buffer>('select calls from word_grams where block = ? and gram = ?')
      .pluck();
    this.marksFrom = db
      .prepare<[number, string, string], Buffer>(
        'select calls from word_grams where block = ? and gram >= ? and gram < ?',
      )
      .pluck();
    this.calls = db.prepare<[number], string>('select calls from word_blocks where block = ?').pluck();
    this.newestIds = db.prepare<[], string | null>('select max(newest) from word_blocks').pluck();
    this.behind = db.prepare(`select id, ${WORDS} as words from calls indexed by calls_words
      where id > ? and id <= ? order by id limit ?`);
    this.aheadOf = db
      .prepare<[string, number], number>(
        'select count(*) from (select 1 from calls indexed by calls_words where id > ? limit ?)',
      )
      .pluck();
    this.loose = db.prepare(`select c.id, ${WORDS} as words from loose_words l
      join calls c on c.id = l.call_id order by l.call_id limit ?`);
    this.looseCount = db.prepare<[], number>('select count(*) from loose_words').pluck();
    this.wordsOf = db
      .prepare<[string], string>(`select ${WORDS} from calls indexed by calls_words where id = ?`)
      .pluck();
    this.last = db.prepare<[], number | null>('select max(block) from word_blocks').pluck();
    this.emptied = db.prepare('delete from word_grams where block = ?');
    this.addedGram = db.prepare('insert into word_grams (block, gram, calls) values (?, ?, ?)');
    this.added = db.prepare('insert into word_blocks (block, newest, calls) values (?, ?, ?)');
    this.loosen = db.prepare('insert or ignore into loose_words (call_id) values (?)');
    this.settled = db.prepare('delete from loose_words where call_id = ?');
  }

  /** Newest first. */
  list(): Block[] {
    return this.blocks.all();
  }

  looseIds(): string[] {
    return this.loosened.all();
  }

  /** Calls of a block that may hold the words, newest first; `looked`: how much that took, in rows. */
  candidates(block: number, wanted: GramsWanted): { ids: string[]; looked: number } {
    const { places, looked } =
      'whole' in wanted ? this.inAll(block, wanted.whole) : this.inAny(block, wanted);
    if (places.length === 0) return { ids: [], looked };
    return { ids: idsAt(this.calls.get(block) ?? '', places), looked: looked + places.length };
  }

  private inAll(block: number, grams: readonly string[]): { places: number[]; looked: number } {
    let marks: Marks | undefined;
    for (const [at, gram] of grams.entries()) {
      const packed = this.marksOf.get(block, gram);
      const here = packed && Marks.unpack(packed);
      if (here === undefined || marks?.narrow(here) === false) return { places: [], looked: at + 1 };
      marks ??= here;
    }
    return { places: marks?.places() ?? [], looked: grams.length };
  }

  private inAny(
    block: number,
    { from, to }: { from: string; to: string },
  ): { places: number[]; looked: number } {
    const marks = new Marks();
    const rows = this.marksFrom.all(block, from, to);
    for (const packed of rows) marks.widen(Marks.unpack(packed));
    return { places: marks.places(), looked: rows.length + 1 };
  }

  /** The number of the block that is made next. */
  nextBlock(): number {
    return (this.last.get() ?? 0) + 1;
  }

  /**
   * What the next block is of, newest first: loose calls where they are many, else the oldest behind the blocks where a
   * block's worth of newer ones is left (the newest still change: the center gives them their numbers). Empty: nothing is owed.
   */
  owed(blockCalls = BLOCK_CALLS): CallWords[] {
    const isManyLoose = (this.looseCount.get() ?? 0) >= Math.min(MANY_LOOSE, blockCalls);
    if (isManyLoose) return this.loose.all(blockCalls).reverse();
    const newest = this.newest();
    if ((this.aheadOf.get(newest, 2 * blockCalls) ?? 0) < 2 * blockCalls) return [];
    return this.behind.all(newest, NEWEST, blockCalls).reverse();
  }

  /** What an earlier start had written of a block and did not finish. */
  empty(block: number): void {
    this.emptied.run(block);
  }

  addGrams(block: number, grams: readonly (readonly [gram: string, places: readonly number[]])[]): void {
    for (const [gram, places] of grams) this.addedGram.run(block, gram, new Marks(places).pack());
  }

  /** From here on the block counts. What was said otherwise or came in meanwhile is loose. */
  add(block: number, calls: readonly CallWords[]): void {
    const [first] = calls;
    if (first === undefined) return;
    const newest = this.newest();
    if (first.id > newest) {
      const read = new Map(calls.map(({ id, words }) => [id, words]));
      for (const { id, words } of this.behind.all(newest, first.id, -1)) {
        if (read.get(id) !== words) this.loosen.run(id);
      }
    } else {
      for (const { id, words } of calls) if (this.wordsOf.get(id) === words) this.settled.run(id);
    }
    this.added.run(block, first.id, packIds(calls.map(({ id }) => id)));
  }

  private newest(): string {
    return this.newestIds.get() ?? '';
  }
}

import type Database from 'better-sqlite3';
import { WordIndexer } from '../../src/main/core/search/word-indexer';
import { CallSearch, MOST_FOUND } from '../../src/main/core/store/repositories/search/call-search';
import { WordBlocks } from '../../src/main/core/store/repositories/search/word-blocks';

/** Calls with nothing but words, in a store whose other rows do not matter. */
export class WordsOnly {
  private readonly blocks: WordBlocks;
  private readonly search: CallSearch;

  constructor(
    private readonly db: Database.Database,
    private readonly blockCalls: number,
    sliceCalls?: number,
  ) {
    db.pragma('foreign_keys = off');
    this.blocks = new WordBlocks(db);
    this.search = new CallSearch(db, sliceCalls);
  }

  add(id: string, words: string, agent = 'p-1001'): void {
    this.db
      .prepare(
        `insert into calls (id, local_number, seat_id, agent_id, agent_number, started_at, finished_at, bundle_version,
          revision, disposition, title, place, search_text)
        values (?, '', '', ?, '', 0, 0, '', 1, 'consultation', '', '', ?)`,
      )
      .run(id, agent, words);
  }

  amend(id: string, words: string): void {
    this.db.prepare('update calls set search_text = ? where id = ?').run(words, id);
  }

  number(id: string, centerNumber: string): void {
    this.db.prepare('update calls set center_number = ? where id = ?').run(centerNumber, id);
  }

  /** Begins where the store is, as after a start. */
  indexer(): WordIndexer {
    const writer = { write: <T>(change: () => T) => this.db.transaction(change).immediate() };
    let now = 0;
    return new WordIndexer({
      words: this.blocks,
      writer,
      // Each slice is over after one call: what comes between them is what tests are about.
      clock: { monotonic: () => (now += 10) },
      timer: { after: () => () => undefined },
      blockCalls: this.blockCalls,
    });
  }

  async find(words: string, agent: string | null = null, knowsAgent = false): Promise<string[]> {
    const { ids } = await this.search.find({
      words,
      among: agent === null || knowsAgent ? 'true' : 'agent_id = :agent',
      list: knowsAgent && agent !== null ? { of: 'calls', where: 'agent_id = :agent' } : null,
      within: knowsAgent && agent !== null ? 'select id from calls where agent_id = :agent' : undefined,
      params: agent === null ? {} : { agent },
      offset: 0,
      limit: MOST_FOUND,
    });
    return ids;
  }

  /** The same by a look at every call. */
  plainly(words: string, agent: string | null = null): string[] {
    return this.db
      .prepare<[object], string>(
        `select id from calls where (:agent is null or agent_id = :agent) and (instr(search_text, :words) > 0
          or (:isNumber = 1 and instr(lower(center_number), :words) > 0)) order by id desc limit ${MOST_FOUND}`,
      )
      .pluck()
      .all({ words, agent, isNumber: Number(/^[a-z0-9-]+$/.test(words)) });
  }

  /** Blocks that count, and calls beside them. */
  noted(): { blocks: number; loose: number } {
    return { blocks: this.blocks.list().length, loose: this.blocks.looseIds().length };
  }
}

import type Database from 'better-sqlite3';

/** A roll of the center's keys that did not follow: why, which, and when it was first seen. */
export interface KeysRefusal {
  at: number;
  reason: string;
  seq: number;
}

/** Small facts of the seat that have no table of their own. */
export class MetaRepository {
  private readonly one: Database.Statement<[string], { value: string }>;
  private readonly put: Database.Statement<[string, string]>;
  private readonly removed: Database.Statement<[string]>;

  constructor(db: Database.Database) {
    this.one = db.prepare('select value from meta where name = ?');
    this.put = db.prepare(
      'insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
    );
    this.removed = db.prepare('delete from meta where name = ?');
  }

  /** Center clock minus seat clock as last measured, ms; null before the first contact. */
  clockOffset(): number | null {
    const row = this.one.get('clock_offset_ms');
    return row === undefined ? null : Number(row.value);
  }

  /** Which of the center's keys the center was last told to be in use here; null: it was told none. */
  keysTold(): string | null {
    return this.one.get('keys_told')?.value ?? null;
  }

  setKeysTold(keys: string): void {
    this.put.run('keys_told', keys);
  }

  keysRefused(): KeysRefusal | null {
    const [at, seq, reason] = (this.one.get('keys_refused')?.value ?? '').split('/');
    return reason === undefined ? null : { at: Number(at), reason, seq: Number(seq) };
  }

  /** `null`: the center's keys are as they are known here. */
  setKeysRefused(refused: KeysRefusal | null): void {
    if (refused === null) this.removed.run('keys_refused');
    else this.put.run('keys_refused', [refused.at, refused.seq, refused.reason].join('/'));
  }

  /** How far the matcher's rows were made, and under which vocabulary; null: not begun. */
  repeatsMade(): { version: number; seq: number } | null {
    return this.madeUpTo('repeats_made');
  }

  /** The same of the facts that statistics count. */
  factsMade(): { version: number; seq: number } | null {
    return this.madeUpTo('facts_made');
  }

  setFactsMade({ version, seq }: { version: number; seq: number }): void {
    this.put.run('facts_made', `${version}:${seq}`);
  }

  private madeUpTo(name: string): { version: number; seq: number } | null {
    const row = this.one.get(name);
    const [version = 0, seq = 0] = (row?.value ?? '').split(':').map(Number);
    return row === undefined ? null : { version, seq };
  }

  setRepeatsMade({ version, seq }: { version: number; seq: number }): void {
    this.put.run('repeats_made', `${version}:${seq}`);
  }

  /** `null`: what was measured no longer holds. */
  setClockOffset(offsetMs: number | null): void {
    if (offsetMs === null) this.removed.run('clock_offset_ms');
    else this.put.run('clock_offset_ms', String(offsetMs));
  }

  /** When a person's password ends, center time, as the center last said; null while it never did. */
  passwordExpiry(personId: string): number | null {
    const row = this.one.get(`password_expires_at:${personId}`);
    return row === undefined ? null : Number(row.value);
  }

  setPasswordExpiry(personId: string, expiresAt: number): void {
    this.put.run(`password_expires_at:${personId}`, String(expiresAt));
  }

  /** Settings, secrets and authorities of the line to the center, JSON; null before anybody set them. */
  network(): string | null {
    return this.one.get('network')?.value ?? null;
  }

  setNetwork(settings: string): void {
    this.put.run('network', settings);
  }

  /** Settings and token of the telephone adapter, JSON; null before anybody looked at them. */
  phone(): string | null {
    return this.one.get('phone')?.value ?? null;
  }

  setPhone(settings: string): void {
    this.put.run('phone', settings);
  }

  /** What the center last said of the city's seats, JSON; null before it said anything. */
  region(): string | null {
    return this.one.get('region')?.value ?? null;
  }

  setRegion(kept: string): void {
    this.put.run('region', kept);
  }

  /** The random key of a person's practice files, which lie beside this store and hold nothing real. */
  practiceKey(personId: string): Buffer | null {
    const row = this.one.get(practiceName(personId));
    return row === undefined ? null : Buffer.from(row.value, 'base64');
  }

  /** `null` forgets it: what it opened is then gone for good. */
  setPracticeKey(personId: string, key: Buffer | null): void {
    if (key === null) this.removed.run(practiceName(personId));
    else this.put.run(practiceName(personId), key.toString('base64'));
  }
}

const practiceName = (personId: string): string => `practice_key:${personId}`;

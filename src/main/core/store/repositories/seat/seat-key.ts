import type Database from 'better-sqlite3';

export interface SeatKeyRow {
  /** 32 bytes from which the private key is made. */
  seed: Buffer;
  /** Raw, base64. */
  publicKey: string;
}

/** The seat's own key. One for the life of a store. */
export class SeatKeyRepository {
  private readonly one: Database.Statement<[], SeatKeyRow>;
  private readonly added: Database.Statement<[SeatKeyRow & { madeAt: number }]>;

  constructor(db: Database.Database) {
    this.one = db.prepare('select seed, public_key as publicKey from seat_key');
    this.added = db.prepare(
      'insert into seat_key (one, seed, public_key, made_at) values (1, :seed, :publicKey, :madeAt)',
    );
  }

  find(): SeatKeyRow | undefined {
    return this.one.get();
  }

  add(key: SeatKeyRow, madeAt: number): void {
    this.added.run({ seed: key.seed, publicKey: key.publicKey, madeAt });
  }
}

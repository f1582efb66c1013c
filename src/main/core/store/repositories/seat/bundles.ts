import type Database from 'better-sqlite3';
import type { SignedBundle } from '../../../../../shared/script/bundle';

export interface BundleHead {
  version: string;
  effectiveFrom: number;
}

/** Signed bundles as they came. Each call keeps the version it was taken under, so none is ever dropped. */
export class BundleRepository {
  private readonly added: Database.Statement<[BundleHead & SignedBundle & { receivedAt: number }]>;
  private readonly heads: Database.Statement<[], BundleHead>;
  private readonly one: Database.Statement<[string], SignedBundle>;

  constructor(db: Database.Database) {
    this.added =
      db.prepare(`insert into bundles (version, effective_from, key_id, body, signature, received_at)
      values (:version, :effectiveFrom, :keyId, :body, :signature, :receivedAt) on conflict (version) do nothing`);
    this.heads = db.prepare(
      'select version, effective_from as effectiveFrom from bundles order by effective_from, version',
    );
    this.one = db.prepare('select key_id as keyId, body, signature from bundles where version = ?');
  }

  add(head: BundleHead, signed: SignedBundle, receivedAt: number): void {
    this.added.run({ ...head, ...signed, receivedAt });
  }

  /** By effective date, oldest first. */
  list(): BundleHead[] {
    return this.heads.all();
  }

  find(version: string): SignedBundle | undefined {
    return this.one.get(version);
  }
}

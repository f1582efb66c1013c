import { createHash, sign } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../../shared/canonical-json';
import {
  KeyStatement,
  MAX_ROLLS,
  statementText,
  type KeyKind,
  type OpenKey,
  type SignedKeyStatement,
} from '../../shared/keys/statement';
import {
  keyFileIn,
  makeKeyFile,
  newPrivateKey,
  openKeyOf,
  privateKeyOf,
  publicKeyOf,
  writeDurably,
  type KeyFile,
} from './key-file';

export type { OpenKey as PublicKey } from '../../shared/keys/statement';

/** A pair of raw X25519 keys, as libsodium takes them. */
export interface BoxPair extends OpenKey {
  privateKey: string;
}

/** A key of the ring, for whoever reads what there is. */
export interface ListedKey extends OpenKey {
  since: number | null;
  until: number | null;
}

/** The center's keys as they are now; a roll changes what is asked of it next. */
export interface CenterKeys {
  readonly signing: OpenKey;
  readonly sealing: BoxPair;
  readonly recovery: BoxPair;
  readonly enrolmentSecret: Buffer;
  /** Every roll there was, for seats to follow. */
  readonly statements: readonly SignedKeyStatement[];
  /** Ids of all the keys an identity may be sealed to: a seat that was away for weeks knows an older one. */
  readonly sealingIds: ReadonlySet<string>;
  /** All of a kind, oldest first; the last is in force. */
  list(kind: KeyKind): ListedKey[];
  /** The pair that a box names; undefined where it was never one of this center's. */
  pairOf(kind: 'sealing' | 'recovery', id: string): BoxPair | undefined;
  /** Ed25519 over the UTF-8 bytes, base64. */
  sign(text: string): string;
  /** Sees what another process of this center has rolled. Throws where the file became unreadable. */
  refresh(): Promise<void>;
  /** Makes a new key of a kind, and the statement by which seats follow; on disk before it is used. */
  roll(kind: KeyKind, at: number): Promise<SignedKeyStatement>;
}

const damaged = (file: string) =>
  new Error(`The center's key file ${file} is damaged. Put it back from its backup; nothing was changed.`);

/**
 * The center's keys from `folder`/center-keys.json (0600), made on the first start; null keeps them in memory. Never
 * made anew over a file that cannot be read: what was sealed to the old keys would be lost.
 */
export async function loadKeys(folder: string | null): Promise<CenterKeys> {
  if (folder === null) return new Keys(null, makeKeyFile(), '');
  const path = join(folder, 'center-keys.json');
  if (!existsSync(path)) {
    const made = makeKeyFile();
    await writeDurably(path, JSON.stringify(made));
    return new Keys(path, made, await markOf(path));
  }
  const mark = await markOf(path);
  return new Keys(path, await readKeyFile(path), mark);
}

async function readKeyFile(path: string): Promise<KeyFile> {
  const file = keyFileIn(await readFile(path, 'utf8'));
  if (file === null) throw damaged(path);
  return file;
}

/** Another file under the same name has another mark: it is always renamed into its place. */
async function markOf(path: string): Promise<string> {
  const { ino, mtimeMs, size } = await stat(path);
  return `${ino}/${mtimeMs}/${size}`;
}

class Keys implements CenterKeys {
  signing!: OpenKey;
  sealing!: BoxPair;
  recovery!: BoxPair;
  sealingIds!: ReadonlySet<string>;
  enrolmentSecret!: Buffer;
  private signer!: ReturnType<typeof privateKeyOf>;
  /** A value of its own: it is handed on by itself. */
  readonly sign = (text: string): string => signedBy(this.signer, text);

  constructor(
    private readonly path: string | null,
    private file: KeyFile,
    private mark: string,
  ) {
    this.take(file);
  }

  private take(file: KeyFile): void {
    this.file = file;
    const signing = file.signing.at(-1);
    const sealing = this.pairs('sealing').at(-1);
    const recovery = this.pairs('recovery').at(-1);
    if (!signing || signing.privateKey === null || !sealing || !recovery) throw damaged(this.path ?? '');
    this.signing = openKeyOf('signing', signing.publicKey);
    this.sealing = sealing;
    this.recovery = recovery;
    this.sealingIds = new Set(this.pairs('sealing').map(({ id }) => id));
    this.enrolmentSecret = Buffer.from(file.enrolment, 'base64');
    this.signer = privateKeyOf('signing', signing.privateKey);
  }

  get statements(): readonly SignedKeyStatement[] {
    return this.file.statements;
  }

  list(kind: KeyKind): ListedKey[] {
    return this.file[kind].map(({ publicKey, since, until }) => ({
      ...openKeyOf(kind, publicKey),
      since,
      until,
    }));
  }

  private pairs(kind: 'sealing' | 'recovery'): BoxPair[] {
    return this.file[kind].map(({ publicKey, privateKey }) => ({
      ...openKeyOf(kind, publicKey),
      privateKey,
    }));
  }

  pairOf(kind: 'sealing' | 'recovery', id: string): BoxPair | undefined {
    return this.pairs(kind).find((pair) => pair.id === id);
  }

  async refresh(): Promise<void> {
    if (this.path === null) return;
    const mark = await markOf(this.path);
    if (mark === this.mark) return;
    this.take(await readKeyFile(this.path));
    this.mark = mark;
  }

  async roll(kind: KeyKind, at: number): Promise<SignedKeyStatement> {
    await this.refresh();
    const { statements } = this.file;
    if (statements.length >= MAX_ROLLS) {
      throw new Error(`The keys were rolled ${MAX_ROLLS} times: seats follow no further. Enrol them anew.`);
    }
    const privateKey = newPrivateKey(kind);
    const publicKey = publicKeyOf(kind, privateKey);
    const last = statements.at(-1);
    const body = canonicalJson(
      KeyStatement.parse({
        schema: 1,
        seq: statements.length + 1,
        previous: last === undefined ? null : createHash('sha256').update(last.body).digest('hex'),
        at,
        kind,
        key: openKeyOf(kind, publicKey),
      }),
    );
    const text = statementText(body);
    const signed: SignedKeyStatement = {
      keyId: this.signing.id,
      body,
      signature: this.sign(text),
      proof: kind === 'signing' ? signedBy(privateKeyOf('signing', privateKey), text) : null,
    };
    const made = { publicKey, privateKey, since: at, until: null };
    const rolled = rolledIn(this.file, kind, made, at);
    const next: KeyFile = { ...rolled, statements: [...statements, signed] };
    if (this.path !== null) {
      await writeDurably(this.path, JSON.stringify(next));
      // Read back before a word of it is given out: what is announced must be what lies on the disk.
      const back = await readKeyFile(this.path);
      if (canonicalJson(back) !== canonicalJson(next)) throw damaged(this.path);
      this.mark = await markOf(this.path);
    }
    this.take(next);
    return signed;
  }
}

type NewKey = KeyFile['sealing'][number];

/** The one in force steps back: for its word only the open half is kept, for boxes both. */
function rolledIn(file: KeyFile, kind: KeyKind, made: NewKey, at: number): KeyFile {
  const over = <K extends { until: number | null }>(keys: readonly K[]): K[] =>
    keys.map((key) => (key.until === null ? { ...key, until: at } : key));
  if (kind !== 'signing') return { ...file, [kind]: [...over(file[kind]), made] };
  const older = over(file.signing).map((key) => ({ ...key, privateKey: null }));
  return { ...file, signing: [...older, made] };
}

function signedBy(key: ReturnType<typeof privateKeyOf>, text: string): string {
  return sign(null, Buffer.from(text, 'utf8'), key).toString('base64');
}

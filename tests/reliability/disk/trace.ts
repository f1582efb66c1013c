import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Op =
  | { kind: 'open'; inode: bigint; name: string }
  | { kind: 'write'; inode: bigint; offset: number; bytes: Buffer }
  | { kind: 'truncate'; inode: bigint; length: number }
  | { kind: 'sync'; inode: bigint }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'unlink'; name: string }
  | { kind: 'sync-folder'; name: string };

const KINDS = ['', 'open', 'write', 'truncate', 'sync', 'rename', 'unlink', 'sync-folder'] as const;
const HEAD = 29;

/** What the shim wrote down, in order. */
export function readTrace(file: string): Op[] {
  const all = readFileSync(file);
  const ops: Op[] = [];
  for (let at = 0; at + HEAD <= all.length;) {
    const kind = KINDS[all.readUInt8(at)];
    const inode = all.readBigUInt64LE(at + 1);
    const offset = Number(all.readBigUInt64LE(at + 9));
    const length = Number(all.readBigUInt64LE(at + 17));
    const nameEnd = at + HEAD + all.readUInt32LE(at + 25);
    const name = all.toString('utf8', at + HEAD, nameEnd);
    const end = nameEnd + (kind === 'write' || kind === 'rename' ? length : 0);
    const bytes = all.subarray(nameEnd, end);
    if (kind === 'write') ops.push({ kind, inode, offset, bytes });
    else if (kind === 'truncate') ops.push({ kind, inode, length: offset });
    else if (kind === 'open') ops.push({ kind, inode, name });
    else if (kind === 'sync') ops.push({ kind, inode });
    else if (kind === 'rename') ops.push({ kind, from: name, to: bytes.toString('utf8') });
    else if (kind === 'unlink' || kind === 'sync-folder') ops.push({ kind, name });
    else throw new Error('The trace cannot be read');
    at = end;
  }
  return ops;
}

type Change = { offset: number; bytes: Buffer } | { length: number };

class Inode {
  durable: Buffer = Buffer.alloc(0);
  pending: Change[] = [];

  sync(): void {
    for (const change of this.pending) this.durable = applied(this.durable, change);
    this.pending = [];
  }
}

function applied(content: Buffer, change: Change): Buffer {
  if ('length' in change) {
    return change.length <= content.length
      ? Buffer.from(content.subarray(0, change.length))
      : Buffer.concat([content, Buffer.alloc(change.length - content.length)]);
  }
  const end = change.offset + change.bytes.length;
  const wide =
    end > content.length
      ? Buffer.concat([content, Buffer.alloc(end - content.length)])
      : Buffer.from(content);
  change.bytes.copy(wide, change.offset);
  return wide;
}

type Naming =
  | { kind: 'link'; name: string; inode: Inode }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'unlink'; name: string };

/** What a cut leaves of what was not synced: nothing, all, what came first, any of it, or halves of 512-byte sectors too. */
export const CUT_MODES = ['none', 'all', 'first', 'any', 'torn'] as const;
export type CutMode = (typeof CUT_MODES)[number];

/**
 * A disk that keeps for certain only what was synced: bytes by their file's sync, names by their folder's. Whatever else was
 * written may be there after a power cut or not, in any combination.
 */
export class CuttableDisk {
  private readonly inodes = new Map<bigint, Inode>();
  /** As a process sees it. */
  private readonly seen = new Map<string, Inode>();
  private readonly durable = new Map<string, Inode>();
  private pending: Naming[] = [];

  do(op: Op): void {
    switch (op.kind) {
      case 'open': {
        const known = this.seen.get(op.name);
        if (known !== undefined) {
          this.inodes.set(op.inode, known);
          return;
        }
        // A number that was freed is given again: this is another file.
        const inode = new Inode();
        this.inodes.set(op.inode, inode);
        this.name({ kind: 'link', name: op.name, inode });
        return;
      }
      case 'write':
        this.inodes.get(op.inode)?.pending.push({ offset: op.offset, bytes: op.bytes });
        return;
      case 'truncate':
        this.inodes.get(op.inode)?.pending.push({ length: op.length });
        return;
      case 'sync':
        this.inodes.get(op.inode)?.sync();
        return;
      case 'rename':
        this.name({ kind: 'rename', from: op.from, to: op.to });
        return;
      case 'unlink':
        this.name({ kind: 'unlink', name: op.name });
        return;
      case 'sync-folder': {
        const isThere = (naming: Naming): boolean =>
          dirname(naming.kind === 'rename' ? naming.to : naming.name) === (op.name || '/');
        for (const naming of this.pending.filter(isThere)) named(this.durable, naming);
        this.pending = this.pending.filter((naming) => !isThere(naming));
      }
    }
  }

  /** A file that lay there before, for certain. */
  put(name: string, bytes: Buffer): void {
    const inode = new Inode();
    inode.durable = bytes;
    this.seen.set(name, inode);
    this.durable.set(name, inode);
  }

  putFrom(name: string, file: string): void {
    if (existsSync(file)) this.put(name, readFileSync(file));
  }

  putFolder(name: string, folder: string): void {
    for (const each of readdirSync(folder)) this.putFrom(`${name}/${each}`, join(folder, each));
  }

  private name(naming: Naming): void {
    named(this.seen, naming);
    this.pending.push(naming);
  }

  /** What is found after a cut now, file by file. Names survive in their order, as a journal keeps them. */
  cut(mode: CutMode, random: () => number): Map<string, Buffer> {
    const names = new Map(this.durable);
    const kept =
      mode === 'none'
        ? 0
        : mode === 'all'
          ? this.pending.length
          : Math.floor(random() * (this.pending.length + 1));
    for (const naming of this.pending.slice(0, kept)) named(names, naming);
    const image = new Map<string, Buffer>();
    for (const [name, inode] of names) image.set(name, survivor(inode, mode, random));
    return image;
  }
}

function named(names: Map<string, Inode>, naming: Naming): void {
  if (naming.kind === 'link') names.set(naming.name, naming.inode);
  else if (naming.kind === 'unlink') names.delete(naming.name);
  else {
    // A folder takes along what is in it.
    for (const [name, inode] of [...names]) {
      if (name !== naming.from && !name.startsWith(`${naming.from}/`)) continue;
      names.delete(name);
      names.set(naming.to + name.slice(naming.from.length), inode);
    }
  }
}

function survivor({ durable, pending }: Inode, mode: CutMode, random: () => number): Buffer {
  const first = Math.floor(random() * (pending.length + 1));
  return pending.reduce<Buffer>((content, change, index) => {
    if (mode === 'none') return content;
    if (mode === 'first' && index >= first) return content;
    if (mode === 'any' && random() < 0.5) return content;
    if (mode !== 'torn' || 'length' in change) return applied(content, change);
    return torn(content, change, random);
  }, durable);
}

const SECTOR = 512;

function torn(
  content: Buffer,
  { offset, bytes }: { offset: number; bytes: Buffer },
  random: () => number,
): Buffer {
  let result = content;
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(bytes.length, at + SECTOR - ((offset + at) % SECTOR));
    if (random() < 0.5) result = applied(result, { offset: offset + at, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return result;
}

import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { openCarried } from '../../../src/center/carry/open-carried';
import { CarriedRefusal } from '../../../src/center/carry/refusal';
import { seatKey as centerKey } from '../../../src/center/carry/seat-keys';
import { writeAnswer } from '../../../src/center/carry/write-answer';
import { loadKeys, type CenterKeys } from '../../../src/center/keys/keys';
import { readAnswer } from '../../../src/main/core/carry/read-answer';
import { seatKey } from '../../../src/main/core/carry/seat-keys';
import { writeOut } from '../../../src/main/core/carry/write-out';
import { Refusal } from '../../../src/main/core/refusal';
import { createSignatureCheck } from '../../../src/main/core/sync/center/receipt-check';
import { sealingReady } from '../../../src/main/core/vault/sealing';
import { canonicalJson } from '../../../src/shared/canonical-json';
import { carriedFileName, CARRY_KEYS, type InFrame } from '../../../src/shared/carry/container';
import type { PushedRecord } from '../../../src/shared/center-api/messages';
import { SeatId } from '../../../src/shared/ids';
import { aDemoRecord, pushed } from '../../builders/center';

const TOKEN = 'a-seat-token-of-thirty-two-signs';
const SECRET = createHash('sha256').update(TOKEN).digest();
const SEAT = SeatId.parse('ZZ01');
const NOW = 1_795_455_000_000;
let keys: CenterKeys;
beforeAll(async () => {
  await sealingReady;
  keys = await loadKeys(null);
});

/** A seat's file, in memory. */
async function outFile(records: readonly PushedRecord[], token = TOKEN): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const hash = createHash('sha256');
  const file = {
    write: async (bytes: Uint8Array) => {
      pieces.push(Buffer.from(bytes));
      hash.update(bytes);
    },
    sha256: () => hash.copy().digest('hex'),
    finish: async () => undefined,
    discard: async () => undefined,
  };
  await writeOut(file, {
    id: randomBytes(16).toString('hex'),
    seatId: SEAT,
    token,
    sealingKey: keys.sealing,
    madeAt: NOW,
    changesAfter: 0,
    count: records.length,
    records,
    onProgress: () => undefined,
  });
  return Buffer.concat(pieces);
}

const open = (bytes: Uint8Array, secret: Buffer | null = SECRET) =>
  openCarried(bytes, keys, async () => secret);
const answerParts = () => ({
  seatId: SEAT,
  token: TOKEN,
  checkAfter: () => createSignatureCheck([keys.signing]),
});

async function answerFile(): Promise<Uint8Array> {
  const { head } = await open(await outFile([pushed(aDemoRecord())]));
  const frames: InFrame[] = [
    { kind: 'results', centerTime: NOW, results: [] },
    { kind: 'changes', changes: [] },
  ];
  return writeAnswer(head, frames, SECRET, keys, NOW);
}

test('what goes in comes out, byte for byte and in order, however it is cut into frames', async () => {
  const records = Array.from({ length: 120 }, () => pushed(aDemoRecord()));
  const { head, batches } = await open(await outFile(records));
  expect(head).toMatchObject({ seatId: 'ZZ01', records: 120, keyId: keys.sealing.id });
  for (let again = 0; again < 2; again += 1) expect([...batches()].flat()).toEqual(records);
  expect([...batches()].length).toBeGreaterThan(1);
});

/** Any change of a file's bytes that is one: a bit, a byte cut out or put in, an end cut off, something added. */
const damage = (size: number) =>
  fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at: fc.nat(size - 1), bit: fc.nat(7) }),
    fc.record({ kind: fc.constant('cut' as const), at: fc.nat(size - 1), bit: fc.constant(0) }),
    fc.record({ kind: fc.constant('end' as const), at: fc.nat(size - 1), bit: fc.constant(0) }),
    fc.record({ kind: fc.constant('add' as const), at: fc.nat(size), bit: fc.nat(7) }),
  );

function damaged(file: Uint8Array, { kind, at, bit }: { kind: string; at: number; bit: number }): Buffer {
  const bytes = Buffer.from(file);
  if (kind === 'flip') bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  if (kind === 'cut') return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
  if (kind === 'end') return bytes.subarray(0, at);
  if (kind === 'add') return Buffer.concat([bytes.subarray(0, at), Buffer.of(1 << bit), bytes.subarray(at)]);
  return bytes;
}

test('any byte altered, cut, added: the center refuses the file', async () => {
  const file = await outFile([pushed(aDemoRecord()), pushed(aDemoRecord())]);
  await fc.assert(
    fc.asyncProperty(damage(file.length), async (how) => {
      await expect(open(damaged(file, how))).rejects.toBeInstanceOf(CarriedRefusal);
    }),
    { numRuns: 400 },
  );
});

test('any byte altered, cut, added: the seat refuses the answer', async () => {
  const file = await answerFile();
  expect((await readAnswer(file, answerParts())).frames).toHaveLength(2);
  await fc.assert(
    fc.asyncProperty(damage(file.length), async (how) => {
      await expect(readAnswer(damaged(file, how), answerParts())).rejects.toBeInstanceOf(Refusal);
    }),
    { numRuns: 400 },
  );
});

test('every single byte of the two lines around the frames counts', async () => {
  const file = await outFile([pushed(aDemoRecord())]);
  const head = file.indexOf('\n') + 1;
  const seal = file.lastIndexOf('{"mac"');
  const places = [...Array(head).keys(), ...Array.from({ length: file.length - seal }, (_, n) => seal + n)];
  for (const at of places) {
    await expect(open(damaged(file, { kind: 'flip', at, bit: 0 }))).rejects.toBeInstanceOf(CarriedRefusal);
  }
});

/** The file sealed anew by somebody without the seat's token: every hash is right. */
function resealed(file: Buffer, change: (text: string) => string, token: string): Buffer {
  const seal = file.lastIndexOf('{"mac"');
  const body = Buffer.from(change(file.subarray(0, seal).toString('latin1')), 'latin1');
  const sha256 = createHash('sha256').update(body).digest('hex');
  const id = /"id":"([0-9a-f]{32})"/.exec(body.toString('latin1'))?.[1] ?? '';
  const mac = createHmac('sha256', seatKey(token, id, CARRY_KEYS.seal))
    .update(sha256)
    .digest('hex');
  return Buffer.concat([body, Buffer.from(`${canonicalJson({ mac, sha256 })}\n`)]);
}

test('who does not have the token cannot seal a file, and who has it cannot lie about its count', async () => {
  const file = await outFile([pushed(aDemoRecord())]);
  const same = (text: string) => text;
  await expect(open(resealed(file, same, 'another-token'))).rejects.toThrow('not made by the seat');
  await expect(open(resealed(file, same, TOKEN))).resolves.toBeDefined();
  const more = (text: string) => text.replace('"records":1', '"records":2');
  await expect(open(resealed(file, more, TOKEN))).rejects.toThrow('cannot be read');
});

test('a whole frame left out shows, although each other frame is genuine and the seal is right', async () => {
  const file = await outFile(Array.from({ length: 120 }, () => pushed(aDemoRecord())));
  const from = file.indexOf('\n') + 1;
  const length = file.readUInt32BE(from) + 4;
  const without = (text: string) => text.slice(0, from) + text.slice(from + length);
  await expect(open(resealed(file, without, TOKEN))).rejects.toThrow('cannot be read');
});

test('a file for another center, of no seat, of a renewed token: each its own sentence', async () => {
  const file = await outFile([pushed(aDemoRecord())]);
  const other = await loadKeys(null);
  await expect(openCarried(file, other, async () => SECRET)).rejects.toThrow('sealed to the key');
  await expect(open(file, null)).rejects.toThrow('No seat ZZ01');
  await expect(open(file, randomBytes(32))).rejects.toThrow('not made by the seat');
  await expect(open(Buffer.from('hello'))).rejects.toThrow('no file of a seat');
  await expect(open(Buffer.from(await answerFile()))).rejects.toThrow('no file of a seat');
});

test('an answer of another center, for another seat or another token is refused in words', async () => {
  const file = await answerFile();
  const reason = (parts: Partial<ReturnType<typeof answerParts>>, bytes: Uint8Array = file) =>
    readAnswer(bytes, { ...answerParts(), ...parts }).catch((error: unknown) =>
      error instanceof Refusal ? error.failure.params?.['reason'] : error,
    );
  const stranger = await loadKeys(null);
  expect(await reason({ checkAfter: () => createSignatureCheck([stranger.signing]) })).toBe('bad_signature');
  expect(await reason({ seatId: SeatId.parse('ZZ02') })).toBe('other_seat');
  expect(await reason({ token: 'renewed-token-of-the-same-seat' })).toBe('other_key');
  expect(await reason({}, await outFile([pushed(aDemoRecord())]))).toBe('not_an_answer');
  expect(await reason({}, Buffer.alloc(0))).toBe('not_an_answer');
});

test('both ends derive the same keys, by the standard', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      fc.string(),
      fc.constantFrom(...Object.values(CARRY_KEYS)),
      (token, salt, use) => {
        const secret = createHash('sha256').update(token, 'utf8').digest();
        const standard = Buffer.from(hkdfSync('sha256', secret, salt, use, 32));
        expect(seatKey(token, salt, use)).toEqual(standard);
        expect(centerKey(secret, salt, use)).toEqual(standard);
      },
    ),
  );
});

test('a file is named by seat and Shanghai time', () => {
  expect(carriedFileName('ZZ01', Date.parse('2026-11-25T01:30:59Z'))).toBe(
    '12369-ZZ01-20261125-0930.hn12369out',
  );
});

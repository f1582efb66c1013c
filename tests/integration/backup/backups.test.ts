import {
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Backups } from '../../../src/main/core/backup/backups';
import { readBook } from '../../../src/main/core/backup/book';
import { makeBackup, rehearse } from '../../../src/main/core/backup/make';
import { figuresOfFile } from '../../../src/main/core/store/backup/copy';
import { Store } from '../../../src/main/core/store/store';
import { shanghaiDate } from '../../../src/shared/shanghai-time';
import { aCore, type RunningCore } from '../../builders/core';
import { aReportForm } from '../../builders/draft';
import { AGENT } from '../../builders/enrolment';
import { aSmallDisk } from '../../builders/machine/small-disk';
import { FakeTime } from '../../builders/sync/fake-time';
import { aFolder, aStore, takeIn } from '../../builders/store';

const CANARY = '申公豹𠮷';
const SPARE = 1_000;

afterEach(() => {
  vi.restoreAllMocks();
});

async function aSeatWithCalls(options: Parameters<typeof aCore>[0] = {}): Promise<RunningCore> {
  const seat = await aCore({ spareBytes: SPARE, ...options });
  const agent = await seat.signedIn(AGENT.id);
  for (const isNamed of [true, false]) await agent.takeCall({ ...aReportForm({ isNamed }), note: CANARY });
  await agent.ask('session.signOut', {});
  return seat;
}

const backupsOf = ({ core }: RunningCore): Backups => {
  const backups = core.backups();
  if (backups === undefined) throw new Error('The store is shut');
  return backups;
};

const filesIn = (folder: string) => readdirSync(folder).toSorted();

/** The key as `aKeyStore` keeps it. */
function keyOf({ folder }: RunningCore): Buffer {
  const { kept } = JSON.parse(readFileSync(join(folder, 'data', 'key.json'), 'utf8')) as {
    kept: { wrapped: string };
  };
  return Buffer.from(Buffer.from(kept.wrapped, 'base64').map((byte) => byte ^ 0x5a));
}

describe('a backup', () => {
  test('is one encrypted file that opens with the key and holds what the store held, rehearsed', async () => {
    const seat = await aSeatWithCalls();
    const backups = backupsOf(seat);
    const { kept, trouble } = await backups.makeNow();
    expect(trouble).toBeNull();
    const today = `seat-${shanghaiDate(Date.now())}.db`;
    expect(filesIn(backups.folder)).toEqual(['backups.json', today]);
    expect(kept).toEqual([expect.objectContaining({ file: today, calls: 2, revisions: 2 })]);
    const bytes = readFileSync(join(backups.folder, today));
    for (const canary of [CANARY, 'SQLite format', 'create table', '李敏'])
      for (const encoding of ['utf8', 'utf16le'] as const)
        expect(bytes.includes(Buffer.from(canary, encoding))).toBe(false);
    const copy = { file: join(backups.folder, today), key: keyOf(seat), nativeBinding: null };
    expect(() => rehearse(copy, null)).not.toThrow();
    const live = figuresOfFile({ ...copy, file: join(seat.folder, 'data', 'seat.db') });
    expect(figuresOfFile(copy)).toEqual(live);
    // Read again and again, it leaves nothing beside it.
    expect(filesIn(backups.folder)).toHaveLength(2);
  });

  test('takes no identity of a call in hand along; the call itself is in it', async () => {
    const seat = await aSeatWithCalls();
    const agent = await seat.signedIn(AGENT.id);
    const draft = await agent.fill(await agent.ask('call.start', {}), aReportForm({ isNamed: true }));
    expect(draft.form.identity).not.toBeNull();
    const backups = backupsOf(seat);
    const { kept } = await backups.makeNow();
    const store = Store.openToRead({
      file: join(backups.folder, kept[0]?.file ?? ''),
      key: keyOf(seat),
      nativeBinding: null,
      salt: null,
    });
    const found = store.drafts.find(draft.id);
    expect(found?.draft.form).toEqual({ ...draft.form, identity: null });
    store.close();
    expect((await agent.ask('draft.get', { id: draft.id })).form.identity).toEqual(draft.form.identity);
  });

  test('is told by the self-check, and what is wrong with it too', async () => {
    const seat = await aSeatWithCalls();
    const findings = async () => {
      const window = seat.window();
      await window.ask('check.run', {});
      await vi.waitUntil(async () => (await window.ask('check.report', {}))?.running === null, {
        timeout: 20_000,
      });
      return (await window.ask('check.report', {}))?.checks.find(({ check }) => check === 'backup')?.finding;
    };
    expect(await findings()).toBe('none');
    await backupsOf(seat).makeNow();
    expect(await findings()).toBe('fresh');
  });
});

describe('what comes in between', () => {
  test('a page that is damaged in the store is found by the backup, and the older backups stay', async () => {
    const { store, file, key, folder } = await aStore();
    for (let i = 0; i < 20; i += 1) takeIn(store);
    store.wipeLog();
    store.close();
    const order = () => ({
      file, key: new Uint8Array(key), nativeBinding: null, folder: join(folder, 'backups'), at: 0, spareBytes: 0,
    }); // prettier-ignore
    expect(makeBackup(order())).toMatchObject({ ok: true, note: { calls: 20 } });
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(64, 0xa5), 0, 64, Math.floor(statSync(file).size / 2));
    closeSync(handle);
    expect(makeBackup({ ...order(), at: 86_400_000 })).toEqual({ ok: false, reason: 'source_damaged' });
    expect(filesIn(join(folder, 'backups'))).toEqual(['seat-1970-01-01.db']);
  });

  test('a full disk: nothing is taken of what calls need, and it is said', async (context) => {
    const disk = aSmallDisk(6);
    if (typeof disk === 'string') return context.skip(disk);
    const seat = await aSeatWithCalls({ folder: disk.folder, spareBytes: 500_000, reserveBytes: 100_000 });
    disk.fill();
    const { trouble } = await backupsOf(seat).makeNow();
    expect(trouble?.reason).toBe('no_room');
    expect(backupsOf(seat).book()?.trouble?.reason).toBe('no_room');
    disk.empty();
    expect(await backupsOf(seat).makeNow()).toMatchObject({ trouble: null, kept: [{ calls: 2 }] });
    expect(backupsOf(seat).book()?.trouble).toBeNull();
  });

  test('the folder cannot be made: said, although it cannot be written down', async () => {
    const seat = await aSeatWithCalls();
    writeFileSync(join(seat.folder, 'data', 'backups'), 'somebody put a file there');
    const { trouble } = await backupsOf(seat).makeNow();
    expect(trouble?.reason).toBe('failed');
    expect(backupsOf(seat).book()?.trouble ?? trouble).toEqual(trouble);
  });

  test('what an interrupted try left is no backup, and goes with the next one; other files stay', async () => {
    const seat = await aSeatWithCalls();
    const { folder } = backupsOf(seat);
    mkdirSync(folder, { recursive: true });
    for (const name of ['seat-2020-01-01.db.part', 'seat-2020-01-01.db', 'notes.txt'])
      writeFileSync(join(folder, name), 'x');
    expect(readBook(folder)).toMatchObject({ kept: [] });
    const { kept } = await backupsOf(seat).makeNow();
    expect(filesIn(folder)).toEqual(['backups.json', 'notes.txt', kept[0]?.file].toSorted());
  });

  test('a backup that somebody took away, and a book that is damaged, are not told as there', async () => {
    const seat = await aSeatWithCalls();
    const { kept } = await backupsOf(seat).makeNow();
    const { folder } = backupsOf(seat);
    writeFileSync(join(folder, 'backups.json'), '{"schema":');
    expect(readBook(folder)).toMatchObject({ kept: [] });
    await backupsOf(seat).makeNow();
    rmSync(join(folder, kept[0]?.file ?? ''));
    expect(readBook(folder)).toMatchObject({ kept: [] });
  });
});

describe('when', () => {
  function scheduled(isIdle: () => boolean) {
    const time = new FakeTime();
    const folder = aFolder();
    const made: number[] = [];
    let outcome: 'ok' | 'no_room' = 'ok';
    const backups = new Backups({
      config: { dataFolder: folder },
      access: { file: '', key: new Uint8Array(32), nativeBinding: null },
      isIdle,
      clock: time,
      timer: time,
      announce: () => undefined,
      log: () => undefined,
      maker: {
        make: ({ at }) => {
          made.push(at);
          if (outcome !== 'ok') return Promise.resolve({ ok: false, reason: outcome });
          const file = `seat-${shanghaiDate(at)}.db`;
          mkdirSync(join(folder, 'backups'), { recursive: true });
          writeFileSync(join(folder, 'backups', file), 'x');
          const rest = { bytes: 1, storeVersion: 1, calls: 0, revisions: 0, auditSeq: 0, auditHash: '' };
          return Promise.resolve({ ok: true, note: { file, at, ...rest } });
        },
        stop: () => Promise.resolve(),
      },
    });
    backups.start();
    const pass = (ms: number) => time.pass(ms, () => new Promise((next) => setImmediate(next)));
    return { pass, made, fail: (how: typeof outcome) => (outcome = how) };
  }

  test('once a day, not while somebody is on the line, and after a failure within the hour', async () => {
    let isIdle = false;
    const { pass, made, fail } = scheduled(() => isIdle);
    await pass(60 * 60_000);
    expect(made).toHaveLength(0);
    isIdle = true;
    await pass(2 * 60_000);
    expect(made).toHaveLength(1);
    await pass(3 * 60 * 60_000);
    expect(made).toHaveLength(1);
    fail('no_room');
    await pass(24 * 60 * 60_000);
    const failed = made.length - 1;
    expect(failed).toBeGreaterThan(10);
    expect(failed).toBeLessThanOrEqual(25);
    fail('ok');
    await pass(2 * 60 * 60_000);
    expect(made).toHaveLength(failed + 2);
  });

  test('a seat where the line never rests gets its backup all the same', async () => {
    const { pass, made } = scheduled(() => false);
    await pass(7 * 60 * 60_000);
    expect(made).toHaveLength(1);
  });
});

import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createReleases } from '../../../src/center/releases/releases';
import { publishRelease } from '../../../src/center/releases/command';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import { realClock } from '../../../src/main/core/sync/timer';
import { MANIFEST } from '../../../src/main/core/updates/believed';
import { Updates, type UpdatesDesk, type UpdatesParts } from '../../../src/main/core/updates/updates';
import { startCenter } from '../../builders/center';
import { aFolder } from '../../builders/store';
import { aLine } from '../../builders/sync/line';
import { DEB, writeRelease } from '../../builders/updates/release';

const SUPERVISOR = { id: 'p-2001', number: '2001', name: '赵强', role: 'supervisor' } as never;
const PACKAGE = randomBytes(1_500_000);
const aRelease = (parts: Parameters<typeof writeRelease>[1] = {}) =>
  writeRelease(aFolder(), { bytes: PACKAGE, ...parts });

interface Seat {
  updates: Updates;
  into: string;
  written: string[];
  state: { openCalls: number; link: 'online' | 'offline' };
  /** What the timer waits for, and how it goes off. */
  timer: { ms: number; run: () => void };
  settle(): Promise<void>;
}

/** Updates at a seat of its own, over the line to `centerUrl`. */
function aSeat(
  centerUrl: string,
  token: string,
  releaseKey: string,
  parts: Partial<UpdatesParts> = {},
): Seat {
  const client = createCenterClient({ centerUrl, token, seatId: 'ZZ01', version: '0.1.0', line: aLine() });
  onTestFinished(() => client.close());
  const state: Seat['state'] = { openCalls: 0, link: 'online' };
  const written: string[] = [];
  const timer = { ms: 0, run: () => undefined as void };
  const desk: UpdatesDesk = {
    openCalls: () => state.openCalls,
    link: () => state.link,
    whenLineIsFree: () => Promise.resolve(),
    center: client.releases,
    wroteDown: (actor, version, from) => written.push(`${actor} ${version} ${from}`),
  };
  const into = join(aFolder(), 'updates');
  const updates = new Updates({
    into,
    version: '0.1.0',
    platform: 'linux-x64',
    policy: { source: 'center', releaseKey },
    desk: () => desk,
    clock: realClock,
    timer: {
      after: (ms, run) => {
        Object.assign(timer, { ms, run });
        return () => undefined;
      },
    },
    random: () => 0,
    announce: () => undefined,
    log: () => undefined,
    spareBytes: 0,
    ...parts,
  });
  onTestFinished(() => updates.stop());
  const settle = async () => {
    await updates.view();
    await updates.whenIdle();
  };
  return { updates, into, written, state, timer, settle };
}

async function aCenter(folder: string) {
  const center = await startCenter({ releaseFolder: folder });
  onTestFinished(() => center.close());
  return center;
}

describe('a seat whose policy lets the center give updates', () => {
  test('looks by itself, takes the package in pieces, and offers it whole with what it brings', async () => {
    const release = aRelease({ notes: '台账导出加快' });
    const { url, token } = await aCenter(release.folder);
    const seat = aSeat(url, token, release.releaseKey);
    seat.updates.start();
    expect(seat.timer.ms).toBeGreaterThanOrEqual(600_000);
    seat.timer.run();
    await seat.settle();
    const { staged, looked, work } = await seat.updates.view();
    expect({ looked, work }).toMatchObject({
      looked: { from: 'center', problem: null },
      work: { kind: 'idle' },
    });
    expect(staged).toMatchObject({ version: '1.2.0', notes: '台账导出加快', from: 'center' });
    expect(staged?.run).toBe(`sudo dpkg --refuse-downgrade -i '${join(seat.into, '1.2.0', DEB)}'`);
    expect(readFileSync(join(seat.into, '1.2.0', DEB)).equals(PACKAGE)).toBe(true);
    expect(readdirSync(seat.into)).toEqual(['1.2.0']);
    expect(seat.written).toEqual(['seat 1.2.0 center']);
    // Not before hours are over; and what is here already is fetched no more.
    expect(seat.timer.ms).toBeGreaterThanOrEqual(6 * 3_600_000);
    const { mtimeMs } = statSync(join(seat.into, '1.2.0', DEB));
    seat.timer.run();
    await seat.settle();
    expect(statSync(join(seat.into, '1.2.0', DEB)).mtimeMs).toBe(mtimeMs);
    expect(seat.written).toHaveLength(1);
  });

  test('asks nobody while a call is open, stops between two pieces for one, and goes on where it was', async () => {
    const release = aRelease();
    const asked: string[] = [];
    const { url, onPiece } = await pieceCenter(release.folder, (range) => asked.push(range));
    const seat = aSeat(url, 't', release.releaseKey);
    seat.state.openCalls = 1;
    seat.updates.start();
    seat.timer.run();
    expect(seat.timer.ms).toBe(60_000);
    expect(asked).toEqual([]);
    seat.state.openCalls = 0;
    onPiece.current = (number) => {
      if (number === 2) seat.state.openCalls = 1; // the telephone rings
    };
    seat.timer.run();
    await seat.settle();
    const waiting = await seat.updates.view();
    expect(waiting).toMatchObject({ staged: null, looked: { problem: 'open_call' } });
    expect(waiting.work).toMatchObject({ kind: 'waiting', version: '1.2.0', of: PACKAGE.length });
    const before = asked.length;
    seat.state.openCalls = 0;
    seat.timer.run();
    await seat.settle();
    expect((await seat.updates.view()).staged?.version).toBe('1.2.0');
    // Each stretch was asked for once.
    const starts = asked.map((range) => Number(/bytes=(\d+)-/.exec(range)?.[1]));
    expect(before).toBe(2);
    expect(starts).toEqual([...starts].sort((one, other) => one - other));
    expect(new Set(starts).size).toBe(starts.length);
  });

  test('asks for no package before the list is believed, and for none that is no newer', async () => {
    const release = aRelease();
    const asked: string[] = [];
    const { url } = await pieceCenter(release.folder, (range) => asked.push(range));
    const stranger = aSeat(url, 't', aRelease().releaseKey);
    await stranger.updates.look(SUPERVISOR);
    await stranger.settle();
    expect((await stranger.updates.view()).looked?.problem).toBe('bad_signature');
    const later = aSeat(url, 't', release.releaseKey, { version: '1.2.0' });
    await later.updates.look(SUPERVISOR);
    await later.settle();
    expect((await later.updates.view()).looked?.problem).toBe('not_newer');
    const full = aSeat(url, 't', release.releaseKey, { spareBytes: 2 ** 52 });
    await full.updates.look(SUPERVISOR);
    await full.settle();
    expect((await full.updates.view()).looked?.problem).toBe('no_room');
    expect(readdirSync(full.into)).toEqual([]);
    expect(asked).toEqual([]);
  });

  test.each([
    ['the line is lost in the middle', 'line', (answer: ServerResponse) => void answer.destroy()],
    [
      'another stretch comes than was asked for',
      'package_differs',
      (answer: ServerResponse) => {
        answer.writeHead(206, { 'Content-Range': `bytes 0-9/${PACKAGE.length}` }).end(Buffer.alloc(10));
      },
    ],
    [
      'a page of a proxy comes',
      'line',
      (answer: ServerResponse) => void answer.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>'),
    ],
    [
      'more comes than it said',
      'package_differs',
      (answer: ServerResponse, [start, end]: [number, number]) => {
        const bytes = Buffer.alloc(end - start + 2);
        answer.writeHead(206, { 'Content-Range': `bytes ${start}-${end}/${PACKAGE.length}` }).end(bytes);
      },
    ],
    [
      'bytes differ',
      'package_differs',
      (answer: ServerResponse, [start, end]: [number, number]) => {
        const bytes = Buffer.alloc(end - start + 1);
        answer.writeHead(206, { 'Content-Range': `bytes ${start}-${end}/${PACKAGE.length}` }).end(bytes);
      },
    ],
  ] as const)('offers nothing where %s', async (_name, problem, spoil) => {
    const release = aRelease();
    let pieces = 0;
    const { url } = await pieceCenter(
      release.folder,
      () => undefined,
      (answer, stretch) => {
        pieces += 1;
        if (pieces < 3) return false;
        spoil(answer, stretch);
        return true;
      },
    );
    const seat = aSeat(url, 't', release.releaseKey);
    await seat.updates.look(SUPERVISOR);
    await seat.settle();
    const view = await seat.updates.view();
    expect(view).toMatchObject({ staged: null, looked: { problem } });
    // What was lost on the line is gone on with; what is not the package's is not kept.
    expect(readdirSync(seat.into)).toEqual(problem === 'line' ? ['1.2.0.part'] : []);
    expect(seat.timer.ms).toBe(problem === 'line' ? 600_000 : 6 * 3_600_000);
  });

  test('takes it anew from the first byte where a power cut tore what was here', async () => {
    const release = aRelease();
    const { url, onPiece } = await pieceCenter(release.folder);
    const seat = aSeat(url, 't', release.releaseKey);
    onPiece.current = (number) => {
      if (number === 2) seat.state.openCalls = 1;
    };
    await seat.updates.look(SUPERVISOR);
    await seat.settle();
    const torn = join(seat.into, '1.2.0.part', DEB);
    const { size } = statSync(torn);
    truncateSync(torn, size - 1_000);
    truncateSync(torn, size);
    seat.state.openCalls = 0;
    await seat.updates.look(SUPERVISOR);
    await seat.settle();
    expect((await seat.updates.view()).staged?.version).toBe('1.2.0');
    expect(readFileSync(join(seat.into, '1.2.0', DEB)).equals(PACKAGE)).toBe(true);
  });

  test('offers no longer what was changed on this PC since, or what this program already is', async () => {
    const release = aRelease();
    const { url, token } = await aCenter(release.folder);
    const seat = aSeat(url, token, release.releaseKey);
    await seat.updates.look(SUPERVISOR);
    await seat.settle();
    const file = join(seat.into, '1.2.0', DEB);
    const changed = Buffer.from(PACKAGE);
    changed[77] = (changed[77] ?? 0) ^ 1;
    writeFileSync(file, changed);
    expect((await seat.updates.view()).staged).toBeNull();
    writeFileSync(file, PACKAGE);
    expect((await seat.updates.view()).staged?.version).toBe('1.2.0');
    const after = aSeat(url, token, release.releaseKey, { version: '1.2.0', into: seat.into });
    expect((await after.updates.view()).staged).toBeNull();
    after.updates.start();
    await expect.poll(() => existsSync(join(seat.into, '1.2.0'))).toBe(false);
  });

  test('hears from a center without a release, and from an earlier one, that there is none', async () => {
    const { url, token } = await startCenter().then((center) => {
      onTestFinished(() => center.close());
      return center;
    });
    const seat = aSeat(url, token, aRelease().releaseKey);
    await seat.updates.look(SUPERVISOR);
    await seat.settle();
    expect((await seat.updates.view()).looked?.problem).toBe('not_offered');
  });
});

describe('center release FOLDER', () => {
  test('puts a release in whole, over an earlier one, and refuses what is not', async () => {
    const data = aFolder();
    const first = aRelease();
    expect(JSON.parse(await publishRelease(first.folder, data))).toEqual({
      release: '1.2.0',
      packages: [DEB],
    });
    await publishRelease(aRelease({ version: '1.3.0' }).folder, data);
    const releases = createReleases(join(data, 'release'));
    expect((await releases.current())?.manifest.version).toBe('1.3.0');
    expect(await releases.find('1.2.0', DEB)).toBeNull();
    expect(await releases.find('1.3.0', '../release.pem')).toBeNull();
    const bad = aRelease({ version: '1.4.0' });
    writeFileSync(join(bad.folder, DEB), 'other');
    await expect(publishRelease(bad.folder, data)).rejects.toThrow(DEB);
    await expect(publishRelease(aFolder(), data)).rejects.toThrow(MANIFEST);
    expect((await releases.current())?.manifest.version).toBe('1.3.0');
    expect(readdirSync(data)).toEqual(['release']);
  });
});

/** A center that gives a release alone, and may be told to spoil a stretch. */
async function pieceCenter(
  folder: string,
  hear: (range: string) => void = () => undefined,
  spoil: (answer: ServerResponse, stretch: [number, number]) => boolean = () => false,
) {
  const onPiece: { current: (number: number) => void } = { current: () => undefined };
  let number = 0;
  const server = createServer((request: IncomingMessage, answer) => {
    if (request.url === '/v1/release')
      return answer
        .writeHead(200, { 'Content-Type': 'application/json' })
        .end(readFileSync(join(folder, MANIFEST)));
    const range = request.headers.range ?? '';
    hear(range);
    number += 1;
    onPiece.current(number);
    const [, from = '0', to = '0'] = /bytes=(\d+)-(\d+)/.exec(range) ?? [];
    const stretch: [number, number] = [Number(from), Number(to)];
    if (spoil(answer, stretch)) return answer;
    return answer
      .writeHead(206, { 'Content-Range': `bytes ${from}-${to}/${PACKAGE.length}` })
      .end(PACKAGE.subarray(stretch[0], stretch[1] + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, onPiece };
}

import { appendFileSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LogKeeping, SHORT_BYTES } from '../../../src/main/shell/logs/log-keeping';
import { aFolder } from '../../builders/store';

const DAY = 86_400_000;
const START = Date.parse('2026-01-01T09:00:00+08:00');

function aLog(options: { free?: number } = {}) {
  const folder = aFolder();
  const file = join(folder, 'seat.log');
  const time = { now: START };
  const cut: number[] = [];
  const keepingOf = () =>
    new LogKeeping({
      file,
      now: () => time.now,
      freeBytes: () => options.free ?? Infinity,
      onShort: (count) => cut.push(count),
    });
  let keeping = keepingOf();
  const line = () => {
    keeping.turnDay();
    appendFileSync(file, `line of ${time.now}\n`);
    utimesSync(file, time.now / 1000, time.now / 1000);
  };
  const restart = () => (keeping = keepingOf());
  const names = () => readdirSync(folder).sort();
  return { folder, file, time, cut, line, restart, names, archive: () => keeping.archive() };
}

test('two years of days, each its file: none younger than 180 days is ever missing, none older than 400 stays', () => {
  const log = aLog();
  for (let day = 0; day < 730; day += 1) {
    log.line();
    if (day % 7 === 0) log.restart();
    const youngest = Math.min(day, 180);
    expect(log.names().length).toBeGreaterThanOrEqual(youngest + 1);
    log.time.now += DAY;
  }
  log.line();
  // 400 whole days, the day that is over by less than one, and today’s.
  expect(log.names()).toHaveLength(402);
  expect(log.names()[0]).toBe('seat-20261127-090000.log');
  expect(readFileSync(join(log.folder, 'seat-20261127-090000.log'), 'utf8')).toContain('line of');
  expect(log.cut).toEqual([]);
});

test('files by size on one day stand beside each other and lose nothing', () => {
  const log = aLog();
  for (let n = 0; n < 3; n += 1) {
    log.line();
    log.archive();
  }
  log.line();
  expect(log.names()).toEqual([
    'seat-20260101-090000-1.log',
    'seat-20260101-090000-2.log',
    'seat-20260101-090000.log',
    'seat.log',
  ]);
});

test('a short disk drops what is over 180 days old, says so, and touches nothing younger or strange', () => {
  const options = { free: Infinity };
  const log = aLog(options);
  writeFileSync(join(log.folder, 'seat-notes.log'), 'not ours');
  for (let day = 0; day <= 300; day += 1) {
    log.line();
    log.time.now += DAY;
  }
  options.free = SHORT_BYTES - 1;
  log.line();
  expect(log.names()).toContain('seat-notes.log');
  expect(log.cut).toEqual([120]);
  expect(log.names()).toHaveLength(183);
});

/** Every check of `npm run reliability`: what it does how often, in `npm test` and in full. */
export const CHECKS = [
  {
    name: 'kills',
    quick: 0,
    full: 200,
    what: 'kills the core (SIGKILL) N times while it saves and syncs against a center on a bad day',
  },
  {
    name: 'sync',
    quick: 0,
    full: 1_000,
    what: 'brings N records over through a proxy that fails three exchanges in ten, both sides killed',
  },
  {
    name: 'power',
    quick: 20,
    full: 200,
    what: 'cuts the power N times: of what was not synced nothing, all, or any part is left',
  },
  {
    name: 'full',
    quick: 18,
    full: 2_000,
    what: 'the disk is full from the n-th write on, for n = 1 … N or to the last write',
  },
  {
    name: 'pages',
    quick: 20,
    full: 200,
    what: 'damages N pages of the store; restores the backup after each tenth',
  },
  {
    name: 'migration',
    quick: 15,
    full: 450,
    what: 'cuts off the upgrade N times, as a kill and as a power cut do, from each earlier version',
  },
  {
    name: 'backup',
    quick: 10,
    full: 200,
    what: 'cuts off the making of backups N times, as a kill and as a power cut do',
  },
  {
    name: 'update',
    quick: 16,
    full: 240,
    what: 'kills an update N times, and cuts the power: taken from share and center, migrated, taken back',
  },
] as const satisfies readonly { name: string; quick: number; full: number; what: string }[];
export type CheckName = (typeof CHECKS)[number]['name'];

export interface Row {
  name: CheckName;
  count: number;
  seconds: number;
  isGood: boolean;
  figures: Record<string, unknown> & { acknowledged: number; lost: number; corrupt: number };
}

const COLUMNS = ['check', 'cases', 'acknowledged', 'lost', 'corrupt', 'amiss', 'seconds', 'verdict'] as const;

/** For a person: one line a check. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ name, count, seconds, isGood, figures }) => [
    name,
    String(figures['cases'] ?? count),
    String(figures.acknowledged),
    String(figures.lost),
    String(figures.corrupt),
    String(figures['amiss'] ?? figures['doubled'] ?? 0),
    seconds.toFixed(1),
    isGood ? 'ok' : 'FAILED',
  ]);
  const widths = COLUMNS.map((column, index) =>
    Math.max(column.length, ...lines.map((line) => line[index]?.length ?? 0)),
  );
  const drawn = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  return [drawn(COLUMNS), drawn(widths.map((width) => '-'.repeat(width))), ...lines.map(drawn)].join('\n');
}

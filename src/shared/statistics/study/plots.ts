import type { Figure } from '../../papers/paper';

// Plots of a paper, drawn by us from figures: black on white, told apart by pattern and label, not by colour.

const WIDTH = 640;
const MM = { widthMm: 156, heightMm: 78 };
const INK = '#1c2422';
const BAR = '#0e5c53';
const FONT = 'FangSong, FangSong_GB2312, Noto Serif CJK SC, serif';

const escaped = (text: string): string =>
  text.replace(/[&<>"']/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

const text = (x: number, y: number, words: string, anchor = 'middle'): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="13" font-family="${FONT}" fill="${INK}" text-anchor="${anchor}">${escaped(words)}</text>`;

function drawn(title: string, height: number, parts: readonly string[]): Figure {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}"><rect width="${WIDTH}" height="${height}" fill="#ffffff"/>${parts.join('')}</svg>`;
  return { kind: 'figure', title, svg, png: null, ...MM, heightMm: (MM.widthMm * height) / WIDTH };
}

/** Columns over time, each with its figure where there is room. */
export function columnsPlot(title: string, labels: readonly string[], counts: readonly number[]): Figure {
  const height = 300;
  const [left, base, top] = [20, height - 40, 30];
  const most = Math.max(1, ...counts);
  const step = (WIDTH - 2 * left) / Math.max(1, counts.length);
  const every = Math.ceil(labels.length / 12);
  const parts = counts.map((count, at) => {
    const x = left + at * step;
    const tall = ((base - top) * count) / most;
    const bar = `<rect x="${(x + step * 0.15).toFixed(1)}" y="${(base - tall).toFixed(1)}" width="${(step * 0.7).toFixed(1)}" height="${tall.toFixed(1)}" fill="${BAR}"/>`;
    const figure = step >= 24 ? text(x + step / 2, base - tall - 5, String(count)) : '';
    const label = at % every === 0 ? text(x + step / 2, base + 20, labels[at] ?? '') : '';
    return bar + figure + label;
  });
  const axis = `<line x1="${left}" y1="${base}" x2="${WIDTH - left}" y2="${base}" stroke="${INK}"/>`;
  return drawn(title, height, [...parts, axis]);
}

/** Lying bars with their names and figures. */
export function barsPlot(title: string, rows: readonly { name: string; count: number }[]): Figure {
  const [left, row] = [180, 26];
  const height = Math.max(1, rows.length) * row + 20;
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const parts = rows.map(({ name, count }, at) => {
    const y = 10 + at * row;
    const wide = ((WIDTH - left - 70) * count) / most;
    return (
      text(left - 8, y + 17, name.length > 12 ? `${name.slice(0, 11)}…` : name, 'end') +
      `<rect x="${left}" y="${y + 4}" width="${wide.toFixed(1)}" height="${row - 8}" fill="${BAR}"/>` +
      text(left + wide + 6, y + 17, String(count), 'start')
    );
  });
  return drawn(title, height, parts);
}

/** Hours of the day as a clock of 24 bars: the longer, the more reports tell of that hour. */
export function rosePlot(title: string, hours: readonly number[]): Figure {
  const height = 360;
  const [x, y, inner, outer] = [WIDTH / 2, height / 2, 36, 140];
  const most = Math.max(1, ...hours);
  const at = (angle: number, radius: number) =>
    `${(x + radius * Math.sin(angle)).toFixed(1)} ${(y - radius * Math.cos(angle)).toFixed(1)}`;
  const parts = hours.map((count, hour) => {
    const [from, to] = [(hour / 24) * 2 * Math.PI + 0.02, ((hour + 1) / 24) * 2 * Math.PI - 0.02];
    const radius = inner + ((outer - inner) * count) / most;
    const wedge = `<path d="M${at(from, inner)} L${at(from, radius)} A${radius.toFixed(1)} ${radius.toFixed(1)} 0 0 1 ${at(to, radius)} L${at(to, inner)} Z" fill="${hour >= 22 || hour < 6 ? INK : BAR}"/>`;
    const middle = (from + to) / 2;
    const label =
      hour % 3 === 0
        ? text(x + (outer + 16) * Math.sin(middle), y - (outer + 16) * Math.cos(middle) + 5, `${hour}时`)
        : '';
    return wedge + label;
  });
  return drawn(title, height, parts);
}

import type { Theme } from '@mui/material/styles';
import { FONT, type Tokens } from '../../../theme/tokens';
import type { ChartOption } from './echarts';

/** Told apart without red and green (Okabe and Ito), and by pattern and sign beside that. */
const COLOURS = {
  light: ['#0e5c53', '#d55e00', '#0072b2', '#8f5a9c', '#8a6d00', '#4d5753', '#c2185b'],
  dark: ['#6cc4b4', '#f0a066', '#7fbfe8', '#d3a6df', '#e2c65a', '#b3bdb8', '#f48fb1'],
} as const;
const SIGNS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin', 'arrow'];

const PATTERNS = { enabled: true, label: { enabled: false }, decal: { show: true } } as const;

interface Look {
  seat: Tokens;
  colours: readonly string[];
  size: number;
}

export function lookOf({ seat, palette, rootPx }: Theme): Look {
  return { seat, colours: COLOURS[palette.mode], size: rootPx * 0.85 };
}

/** Moves nothing by itself, takes no style of its own (CSP), and says on the canvas what is under the pointer. */
function base({ seat, colours, size }: Look) {
  return {
    animation: false,
    color: [...colours],
    textStyle: { fontFamily: FONT, fontSize: size, color: seat.ink },
    tooltip: {
      renderMode: 'richText' as const,
      trigger: 'axis' as const,
      backgroundColor: seat.sheet,
      borderColor: seat.lineStrong,
      textStyle: { color: seat.ink, fontSize: size },
    },
  };
}

const axis = ({ seat, size }: Look) => ({
  axisLabel: { color: seat.inkSoft, fontSize: size },
  axisLine: { lineStyle: { color: seat.lineStrong } },
  splitLine: { lineStyle: { color: seat.line } },
});

export interface Line {
  name: string;
  counts: readonly (number | null)[];
}

/** Lines over time; a count that is not told is a gap. */
export function trendOption(look: Look, labels: readonly string[], lines: readonly Line[]): ChartOption {
  return {
    ...base(look),
    legend: { top: 0, type: 'plain', textStyle: { color: look.seat.ink, fontSize: look.size } },
    grid: { left: 48, right: 24, top: 44, bottom: 32 },
    xAxis: { type: 'category', data: [...labels], ...axis(look) },
    yAxis: { type: 'value', minInterval: 1, ...axis(look) },
    series: lines.map(({ name, counts }, at) => ({
      type: 'line' as const,
      name,
      data: [...counts],
      symbol: SIGNS[at % SIGNS.length] ?? 'circle',
      symbolSize: 8,
      showSymbol: labels.length <= 40,
    })),
  };
}

/** Lying bars with their figures, the largest on top; this period beside the one before. */
export function barsOption(
  look: Look,
  rows: readonly { name: string; now: number; before: number }[],
  words: { now: string; before: string },
): ChartOption {
  const label = { show: true, position: 'right' as const, color: look.seat.ink, fontSize: look.size };
  return {
    ...base(look),
    aria: PATTERNS,
    legend: { top: 0, textStyle: { color: look.seat.ink, fontSize: look.size } },
    grid: { left: 12, right: 48, top: 36, bottom: 8, containLabel: true },
    xAxis: { type: 'value', minInterval: 1, ...axis(look) },
    yAxis: { type: 'category', inverse: true, data: rows.map(({ name }) => name), ...axis(look) },
    series: [
      { type: 'bar', name: words.now, data: rows.map(({ now }) => now), label },
      { type: 'bar', name: words.before, data: rows.map(({ before }) => before), label },
    ],
  };
}

/** Days of a week beside their names; null where a count is not told. */
export type Days = readonly { name: string; count: number | null }[];

/** The hours of the day around a clock; with `days`, those of the week as bars beside it. */
export function roseOption(
  look: Look,
  hours: readonly (number | null)[],
  name: string,
  days: Days = [],
): ChartOption {
  const hasDays = days.length > 0;
  return {
    ...base(look),
    polar: { radius: ['14%', '78%'], ...(hasDays && { center: ['33%', '50%'] }) },
    ...(hasDays && {
      grid: { left: '70%', right: 36, top: '14%', bottom: '14%', containLabel: true },
      xAxis: { type: 'value' as const, minInterval: 1, ...axis(look), axisLabel: { show: false } },
      yAxis: {
        type: 'category' as const,
        inverse: true,
        data: days.map((day) => day.name),
        ...axis(look),
      },
    }),
    angleAxis: {
      type: 'category',
      data: hours.map((_, hour) => String(hour)),
      startAngle: 90,
      ...axis(look),
    },
    radiusAxis: { minInterval: 1, ...axis(look), axisLabel: { show: false } },
    series: [
      {
        type: 'bar',
        name,
        coordinateSystem: 'polar',
        data: hours.map((value, hour) => ({
          value,
          itemStyle: { color: hour >= 22 || hour < 6 ? look.colours[2] : look.colours[0] },
        })),
      },
      ...(hasDays
        ? [
            {
              type: 'bar' as const,
              name,
              data: days.map(({ count }) => count),
              label: {
                show: true,
                position: 'right' as const,
                color: look.seat.ink,
                fontSize: look.size,
              },
            },
          ]
        : []),
    ],
  };
}

import { proposeNeutral } from '../privacy/propose-neutral';

const MAX_POINTS = 20;
/** 一是、1.、（1）、① and the like at the beginning of a piece. */
const NUMBER =
  /^(?:[一二三四五六七八九十]{1,3}是|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）).、．]|[①-⑳])\s*/u;

/**
 * What a report says, point by point: each has to be answered in the investigation. Sentences are points. Words
 * that may tell who called are neutral by then.
 */
export function pointsOf(pollution: string): string[] {
  const pieces = pollution
    .split(/[。；;！!\n]+|(?=[①-⑳])|(?=[一二三四五六七八九十]是)/u)
    .map((piece) => piece.trim().replace(NUMBER, '').trim())
    .filter((piece) => [...piece].length >= 2);
  const points =
    pieces.length > MAX_POINTS
      ? [...pieces.slice(0, MAX_POINTS - 1), pieces.slice(MAX_POINTS - 1).join('；')]
      : pieces;
  return [...new Set(points.map((point) => proposeNeutral(point).text))];
}

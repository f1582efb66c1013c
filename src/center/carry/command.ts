import { readFile, stat } from 'node:fs/promises';
import { CARRIED_ENDINGS, MAX_CARRIED_BYTES } from '../../shared/carry/container';
import type { RunningCenter } from '../center';
import { writeDurably } from '../keys/key-file';
import { CarriedRefusal } from './refusal';

/** Where the answer to a file goes unless told: beside it, under the same name with the other ending. */
export function answerFileOf(file: string): string {
  const ending = `.${CARRIED_ENDINGS.out}`;
  return `${file.endsWith(ending) ? file.slice(0, -ending.length) : file}.${CARRIED_ENDINGS.in}`;
}

/**
 * `center import FILE`: takes the file in and writes the answer, whole or not at all; returns one line of figures. Throws a
 * CarriedRefusal for a file that is not taken in.
 */
export async function importCarried(
  center: Pick<RunningCenter, 'takeCarried'>,
  file: string,
  answerFile = answerFileOf(file),
): Promise<string> {
  const { size } = await stat(file).catch(() => ({ size: -1 }));
  if (size < 0) throw new CarriedRefusal(`There is no file ${file}.`);
  if (size > MAX_CARRIED_BYTES.out)
    throw new CarriedRefusal('The file is larger than any that a seat makes.');
  const { answer, ...figures } = await center.takeCarried(await readFile(file));
  await writeDurably(answerFile, answer);
  return JSON.stringify({ ...figures, answer: answerFile });
}

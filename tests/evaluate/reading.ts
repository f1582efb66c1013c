import { SHIPPED_BUNDLE } from '../../src/center/bundle/shipped';
import { readCall, type CallReading } from '../../src/shared/proposals/read-call';
import { checkBundle } from '../../src/shared/script/bundle';
import type { Row } from './rows';

const checked = checkBundle(SHIPPED_BUNDLE);
if (!checked.ok) throw new Error(`The shipped bundle is refused: ${JSON.stringify(checked)}`);
const { rules } = checked.bundle;
const readings = new WeakMap<Row, CallReading>();

/** What the shipped rules propose for a row's text, by the function that the form calls. */
export function readingOf(row: Row): CallReading {
  let reading = readings.get(row);
  if (!reading) readings.set(row, (reading = readCall({ description: row.text }, rules)));
  return reading;
}

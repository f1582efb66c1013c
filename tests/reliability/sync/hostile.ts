import { tamper } from '../../../src/center/faults/tamper';
import type { CenterKeys } from '../../../src/center/keys/keys';
import { PushResponse, type PushResponse as Pushed } from '../../../src/shared/center-api/messages';
import { receiptText, type Receipt } from '../../../src/shared/center-api/receipt';
import { SeatId } from '../../../src/shared/ids';

type Sign = CenterKeys['sign'];

/** More than a seat reads of one answer. */
const GIGANTIC_BYTES = 6_000_000;
const DEPTH = 100_000;

/** The center's true answer, to whatever request -> what stands in its place. */
type Hostile = (answer: string, sign: Sign) => string | Buffer;

const ofPush =
  (change: (pushed: Pushed, sign: Sign) => unknown): Hostile =>
  (answer, sign) => {
    const pushed = PushResponse.safeParse(JSON.parse(answer || 'null'));
    return pushed.success ? JSON.stringify(change(pushed.data, sign)) : '{"results":7}';
  };

const withReceipts = (pushed: Pushed, change: (receipt: Receipt, index: number) => unknown) => ({
  ...pushed,
  results: pushed.results.map((result, index) =>
    'receipt' in result ? { ...result, receipt: change(result.receipt, index) } : result,
  ),
});

const resigned = (receipt: Receipt, change: Partial<Receipt>, sign: Sign) => {
  const claim = { ...receipt, ...change };
  return { ...claim, signature: sign(receiptText(claim)) };
};

/** JSON from somebody who means harm, each under 200 and application/json. By name, so that counts can be told. */
export const HOSTILE: Readonly<Record<string, Hostile>> = {
  deep: () => '['.repeat(DEPTH) + ']'.repeat(DEPTH),
  'deep inside': (answer) => `{"x":${'{"x":'.repeat(DEPTH)}0${'}'.repeat(DEPTH)},${answer.slice(1) || '}'}`,
  'not ended': () => '{"results":['.repeat(1_000),
  'huge numbers': (answer) =>
    answer.replace(/"(centerTime|revision|receivedAt)":\d+/g, '"$1":123456789012345678901234567890e300'),
  'endless fraction': (answer) =>
    answer.replace(/"centerTime":(\d+)/, `"centerTime":$1.${'0'.repeat(50_000)}1`),
  'duplicate keys': (answer) => answer.replace(/\}$/, ',"results":[],"receipts":[],"receipts":{}}'),
  'duplicate status': (answer) =>
    answer.replaceAll('"status":201', '"status":422,"status":201,"status":"201"'),
  '__proto__ around': (answer) =>
    `{"__proto__":${answer || '{}'},"constructor":{"prototype":{"status":201}}}`,
  '__proto__ in receipts': (answer) =>
    answer.replaceAll('"receipt":{', '"receipt":{"__proto__":{"seatId":"ZZ01"},'),
  'wrong types': (answer) =>
    answer.replaceAll('"status":201', '"status":"201"').replace('"results":[', '"results":[[],'),
  'a list': (answer) => `[${answer || 'null'}]`,
  null: () => 'null',
  text: () => '"received"',
  true: () => 'true',
  empty: () => '',
  'byte order mark': (answer) => `\ufeff${answer}`,
  'broken UTF-8': (answer) =>
    Buffer.concat([Buffer.from(answer.slice(0, -1)), Buffer.from([0xff, 0xfe]), Buffer.from('}')]),
  gigantic: (answer) => answer.replace(/\}$/, `${' '.repeat(GIGANTIC_BYTES)}}`),
  'ten million results': ofPush((pushed) => ({
    ...pushed,
    results: Array.from({ length: 3_000 }, () => pushed.results)
      .flat()
      .slice(0, 3_000),
  })),
  'wrong signature': (answer, sign) => spoiled(answer, 'wrong_signature', sign),
  'wrong hash': (answer, sign) => spoiled(answer, 'wrong_hash', sign),
  'other ids': (answer, sign) => spoiled(answer, 'other_ids', sign),
  'another seat': ofPush((pushed, sign) =>
    withReceipts(pushed, (receipt) => resigned(receipt, { seatId: SeatId.parse('ZZ02') }, sign)),
  ),
  'another key’s name': ofPush((pushed) =>
    withReceipts(pushed, (receipt) => ({ ...receipt, keyId: 'nobody' })),
  ),
  'receipts exchanged': ofPush((pushed) => {
    const receipts = pushed.results.flatMap((result) => ('receipt' in result ? result.receipt : []));
    return withReceipts(pushed, (receipt, index) => receipts[(index + 1) % receipts.length] ?? receipt);
  }),
  'some not mentioned': ofPush((pushed) => ({ ...pushed, results: pushed.results.slice(1) })),
  'said without proof': ofPush((pushed) => ({
    ...pushed,
    results: pushed.results.map(({ id, revision }) => ({ id, revision, status: 201 })),
  })),
  'the year 9999': (answer) => answer.replace(/"centerTime":\d+/, '"centerTime":253402300799000'),
};

function spoiled(answer: string, kind: Parameters<typeof tamper>[1], sign: Sign): string {
  return answer === '' ? '' : tamper(answer, kind, sign);
}

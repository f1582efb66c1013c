import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sodium from 'libsodium-wrappers';
import { SHIPPED_BUNDLE as demoBundle } from '../../src/center/bundle/shipped';
import { createCenter, type CenterOptions, type RunningCenter } from '../../src/center/center';
import { DEMO_PEOPLE, DEMO_SEAT } from '../../src/center/enrolment';
import { Enrolment } from '../../src/shared/center-api/enrolment';
import type { CallRecord, SealedIdentity } from '../../src/shared/call/record';
import type { IntakeForm, ReporterIdentity } from '../../src/shared/call/form';
import type { PushResponse, PushedRecord, ReceiptAnswer } from '../../src/shared/center-api/messages';
import type { RecordKey } from '../../src/shared/center-api/receipt';
import { canonicalJson } from '../../src/shared/canonical-json';
import { checkBundle, type Bundle } from '../../src/shared/script/bundle';
import { aDraft, anOutOfScopeForm, aRecord, aReportForm } from './draft';

const checked = checkBundle(demoBundle);
if (!checked.ok) throw new Error('The demo bundle is refused');
export const DEMO_BUNDLE: Bundle = checked.bundle;

/** An empty cluster kept between test runs: a center starts in 0.5 s instead of 3 to 5. */
const TEMPLATE = fileURLToPath(
  new URL('../../node_modules/.cache/hn12369/pglite-0.5.16.tar', import.meta.url),
);

export interface TestCenter extends RunningCenter {
  token: string;
  push(records: readonly unknown[], token?: string): Promise<{ status: number; body: PushResponse }>;
  ask(keys: readonly RecordKey[]): Promise<{ status: number; body: ReceiptAnswer }>;
}

/** A real center on a free port, in memory unless told, with the demo seat ZZ01 enrolled. */
export async function startCenter(options: Partial<CenterOptions> = {}): Promise<TestCenter> {
  const center = await createCenter({ folder: null, templateFile: TEMPLATE, faults: true, ...options });
  // Where the demo's people are in, they stay as they are.
  const { token } =
    options.demoEnrolmentFile === undefined
      ? await center.enrol(DEMO_SEAT, DEMO_PEOPLE.slice(0, 1))
      : enrolmentIn(options.demoEnrolmentFile);
  const post = async (path: string, value: unknown, bearer: string) => {
    const response = await fetch(`${center.url}/v1/seats/ZZ01/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${bearer}` },
      body: JSON.stringify(value),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  return {
    ...center,
    token,
    push: async (records, bearer = token) =>
      (await post('records', { records }, bearer)) as { status: number; body: PushResponse },
    ask: async (keys) =>
      (await post('receipts/query', { keys }, token)) as { status: number; body: ReceiptAnswer },
  };
}

function enrolmentIn(file: string): Enrolment {
  const { body } = JSON.parse(readFileSync(file, 'utf8')) as { body: string };
  return Enrolment.parse(JSON.parse(body));
}

/** A record as it is pushed: canonical text and its hash. */
export function pushed(record: CallRecord): PushedRecord {
  return pushedText(record, canonicalJson(record));
}

/** The same with any text for a body, hashed as it is. */
export function pushedText(record: Pick<CallRecord, 'id' | 'revision'>, body: string): PushedRecord {
  const bodySha256 = createHash('sha256').update(body, 'utf8').digest('hex');
  return { id: record.id, revision: record.revision, bodySha256, body };
}

export const keyOf = ({ id, revision, bodySha256 }: PushedRecord): RecordKey => ({
  id,
  revision,
  bodySha256,
});

/** A finished record under the demo bundle; an anonymous report unless another form is given. */
export function aDemoRecord(form: IntakeForm = aReportForm(), revision = 1): CallRecord {
  return aRecord(aDraft({ form }, DEMO_BUNDLE), revision, null, DEMO_BUNDLE);
}

/** 不予受理 under the demo bundle. */
export function aDemoOutOfScope(): CallRecord {
  const form = anOutOfScopeForm();
  return aDemoRecord({ ...form, scope: { ...form.scope, referralId: 'forest' } });
}

/** A named report with its identity sealed to the center. */
export async function aNamedRecord(
  center: RunningCenter,
  identity: ReporterIdentity = { name: '周密之', phone: '13703710001', contactNote: '', originals: [] },
): Promise<Extract<CallRecord, { disposition: 'report' }>> {
  const draft = aDraft({ form: aReportForm({ isNamed: true }) }, DEMO_BUNDLE);
  const record = aRecord(draft, 1, await sealedFor(center, identity, draft.id), DEMO_BUNDLE);
  if (record.disposition !== 'report') throw new Error('Not a report');
  return record;
}

export async function sealedFor(
  center: RunningCenter,
  identity: ReporterIdentity,
  callId: string,
): Promise<SealedIdentity> {
  await sodium.ready;
  const { id, publicKey } = center.keys.sealing;
  const plain = Buffer.from(canonicalJson({ ...identity, callId }), 'utf8');
  const box = sodium.crypto_box_seal(plain, Buffer.from(publicKey, 'base64'));
  return { keyId: id, box: Buffer.from(box).toString('base64') };
}

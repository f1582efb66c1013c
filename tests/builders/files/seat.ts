import {
  createCenterClient,
  type CenterClientOptions,
} from '../../../src/main/core/sync/center/center-client';
import type { CenterClient } from '../../../src/main/core/sync/ports';
import type { UploadClient } from '../../../src/main/core/sync/uploads/ports';
import { DEMO_PEOPLE, DEMO_SEAT } from '../../../src/center/enrolment';
import type { Draft, IntakeForm } from '../../../src/shared/call/form';
import { PIECE_BYTES, type AttachmentOutcome, type AttachmentView } from '../../../src/shared/ipc/contract';
import { DEMO_BUNDLE, type TestCenter } from '../center';
import { aCore, type CoreOptions, type RunningCore, type Window } from '../core';
import { allSaid, aReportForm } from '../draft';
import { anEnrolment, DEMO_PASSWORD } from '../enrolment';

export const AGENT_ID = 'p-1001';
const COLLEAGUE = {
  id: 'p-1002',
  number: '1002',
  name: '王芳',
  role: 'agent',
  password: DEMO_PASSWORD,
} as const;

export interface SeatOptions extends CoreOptions {
  /** What stands between the seat and the center's routes for bytes. */
  between?: (uploads: UploadClient) => UploadClient;
}

/** A seat of the demo, enrolled at this center, with short pauses. */
export async function aSeatAt(
  center: TestCenter,
  { between, ...options }: SeatOptions = {},
): Promise<RunningCore> {
  const { enrolment } = await center.enrol(DEMO_SEAT, [...DEMO_PEOPLE, COLLEAGUE]);
  const connectCenter = (parts: CenterClientOptions): CenterClient => {
    const client = createCenterClient(parts);
    return between && client.uploads ? { ...client, uploads: between(client.uploads) } : client;
  };
  return aCore({
    enrolled: { ...(await anEnrolment()), signed: enrolment },
    connectCenter,
    random: () => Math.random() / 100,
    ...options,
  });
}

/** Hands a file over as the window does, in pieces. */
export async function handOver(
  window: Window,
  callId: Draft['id'],
  bytes: Uint8Array,
): Promise<AttachmentOutcome> {
  const begun = await window.ask('attachment.begin', { callId, size: bytes.length });
  if (begun.kind !== 'begun') return begun;
  for (let offset = 0; offset < bytes.length; offset += PIECE_BYTES) {
    const piece = new Uint8Array(bytes.subarray(offset, offset + PIECE_BYTES));
    await window.ask('attachment.piece', { uploadId: begun.uploadId, offset, bytes: piece });
  }
  return window.ask('attachment.end', { uploadId: begun.uploadId });
}

export async function aCallWith(
  window: Window,
  files: readonly Uint8Array[],
  form: IntakeForm = aReportForm(),
): Promise<Draft> {
  const draft = await window.ask('call.start', {});
  const saved = await window.fill(draft, form, { confirmations: allSaid(form, DEMO_BUNDLE) });
  for (const file of files) {
    const outcome = await handOver(window, draft.id, file);
    if (outcome.kind !== 'added') throw new Error(JSON.stringify(outcome));
  }
  return saved;
}

export async function finish(window: Window, draft: Draft): Promise<void> {
  const { saveCount } = await window.ask('draft.get', { id: draft.id });
  const outcome = await window.ask('call.finish', { id: draft.id, saveCount });
  if (outcome.kind !== 'finished') throw new Error(JSON.stringify(outcome));
}

export async function statesOf(window: Window, callId: Draft['id']): Promise<AttachmentView['state'][]> {
  return (await window.ask('attachment.list', { callId })).map(({ state }) => state);
}

/** The bytes of an attachment, read as the window reads them. */
export async function readBack(window: Window, view: AttachmentView): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < view.size; at += pieces.at(-1)?.length ?? view.size) {
    pieces.push((await window.ask('attachment.read', { id: view.id, offset: at })).bytes);
  }
  return Buffer.concat(pieces);
}

import type { Input, Output, RequestName } from '../../../src/shared/ipc/contract';

type Fakes = {
  [N in RequestName & `attachment.${string}`]: (input: Input<N>) => Output<N>;
};

/** A call to which nothing belongs yet, at a seat that takes no files. */
export const fakeAttachments: Fakes = {
  'attachment.begin': () => ({ kind: 'refused', reason: 'disk_full' }),
  'attachment.piece': () => ({}),
  'attachment.end': () => ({ kind: 'refused', reason: 'superseded' }),
  'attachment.list': () => [],
  'attachment.remove': () => [],
  'attachment.read': () => ({ bytes: new Uint8Array() }),
  'attachment.retry': () => [],
};

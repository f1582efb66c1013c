import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentId } from '../../../shared/attachments/attachment';
import type { CallId } from '../../../shared/ids';
import type { NotTaken } from '../../../shared/ipc/contract';
import { handOver, type FileOf } from '../../seat/files';
import { failureOf } from '../../seat/seat-client';
import { failureWords } from '../../ui/feedback/failure-words';

interface Arriving {
  of: FileOf;
  callId: CallId;
  isOff: boolean;
  onAdded?: (id: AttachmentId) => void;
  /** After the last of them, whether or not it was taken. */
  onDone: () => Promise<void>;
  sentenceOf: (why: NotTaken) => string;
}

/** Files that come by a button, are dropped on the window or pasted: one after the other, each refusal with its sentence. */
export function useArriving({ of, callId, isOff, onAdded, onDone, sentenceOf }: Arriving) {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const [isOver, setOver] = useState(false);
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const before = useRef<Promise<void>>(Promise.resolve());

  const takeAll = async (files: readonly Blob[]) => {
    setBusy(true);
    setRefusals([]);
    const refused: string[] = [];
    for (const [index, file] of files.entries()) {
      const outcome = await handOver(of, callId, file).catch((error) => ({ failure: failureOf(error) }));
      if ('id' in outcome) {
        onAdded?.(outcome.id);
        continue;
      }
      const { what, todo } = 'failure' in outcome ? failureWords(t, outcome.failure) : { what: '', todo: '' };
      const sentence = 'failure' in outcome ? `${what} ${todo}` : sentenceOf(outcome.why);
      refused.push(files.length > 1 ? t('attachment.nth', { n: index + 1, sentence }) : sentence);
    }
    setRefusals(refused);
    setBusy(false);
    await onDone();
  };
  /** What comes while others are on their way waits for them: the core takes one at a time. */
  const add = (files: readonly Blob[]) => {
    if (isOff || files.length === 0) return;
    before.current = before.current.then(() => takeAll(files));
  };

  const onDrag = useEffectEvent((event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    setOver(event.type === 'dragover');
    if (event.type === 'drop') add([...event.dataTransfer.files]);
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const pictures = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
    if (pictures.length === 0) return;
    event.preventDefault();
    add(pictures);
  });
  useEffect(() => {
    const events = ['dragover', 'dragleave', 'drop'] as const;
    const drag = (event: DragEvent) => onDrag(event);
    const paste = (event: ClipboardEvent) => onPaste(event);
    for (const name of events) window.addEventListener(name, drag);
    window.addEventListener('paste', paste);
    return () => {
      for (const name of events) window.removeEventListener(name, drag);
      window.removeEventListener('paste', paste);
    };
  }, []);

  return { isBusy, isOver, refusals, add };
}

import type { CallId } from '../../../shared/ids';
import { useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Editor } from './Editor';

/** 调查报告 of one case: its seven sections, its signature and its two replies. `onClose`: back to where it was opened from. */
export function InvestigationPage({ callId, onClose }: { callId: CallId; onClose: () => void }) {
  const view = useSeatQuery('investigation.get', { callId });
  if (view.isError) return <FailureNotice view="investigation" error={view.error} />;
  if (view.data === undefined) return <Loading view="investigation" />;
  return <Editor key={`${callId} ${view.data.round}`} view={view.data} onClose={onClose} />;
}

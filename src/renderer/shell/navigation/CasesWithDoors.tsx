import { useMemo } from 'react';
import type { CallId } from '../../../shared/ids';
import { CaseDoorsContext, CasesPage, type CaseDoors } from '../../features/cases';
import { useNavigation } from '../../navigation';

/** The cases with the ways to what other pages hold: the identity is asked for beside the record, as for any purpose. */
export function CasesWithDoors({ callId }: { callId: CallId | null }) {
  const { go } = useNavigation();
  const doors = useMemo<CaseDoors>(
    () => ({
      requestIdentity: (id) => go('queue', id),
      investigate: (id) => go('investigation', id),
    }),
    [go],
  );
  return (
    <CaseDoorsContext value={doors}>
      <CasesPage callId={callId} />
    </CaseDoorsContext>
  );
}

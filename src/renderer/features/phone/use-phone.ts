import { useEffect, useRef } from 'react';
import type { CallId } from '../../../shared/ids';
import type { PhoneState } from '../../../shared/ipc/contract';
import type { Page } from '../../navigation';
import { useSeatQuery } from '../../seat/seat-queries';

const SILENT: PhoneState = { isOn: false, ringing: null, current: null };

/** What the telephone says, as the core has it in memory at this moment. */
export function usePhone(): PhoneState {
  return useSeatQuery('phone.state', {}).data ?? SILENT;
}

/** A call that began by itself is shown at once, whatever page is open. */
export function useAnsweredCall(go: (page: Page, callId?: CallId) => void): void {
  const id = usePhone().current?.id ?? null;
  const shown = useRef<CallId | null>(null);
  useEffect(() => {
    if (id !== null && id !== shown.current) go('intake', id);
    shown.current = id;
  }, [id, go]);
}

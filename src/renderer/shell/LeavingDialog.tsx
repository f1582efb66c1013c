import { useEffect, useState } from 'react';
import { onChanged, SeatError } from '../seat/seat-client';
import { LeaveDialog } from './LeaveDialog';

/** Somebody wanted to close the window while a call is open: the core says which, and the window leads there. */
export function LeavingDialog() {
  const [count, setCount] = useState(0);
  useEffect(() => onChanged(({ changed, ids }) => changed === 'leaving' && setCount(ids.length)), []);
  if (count === 0) return null;
  return (
    <LeaveDialog
      failure={new SeatError({ code: 'open_calls', params: { count } })}
      onClose={() => setCount(0)}
    />
  );
}

import MuiDialog, { type DialogProps } from '@mui/material/Dialog';
import { marked, type ViewIn } from './views';

/** A dialog that has its name in the table of views. */
export function Dialog({ view, slotProps, ...rest }: DialogProps & { view: ViewIn<'ready'> }) {
  return (
    <MuiDialog {...rest} slotProps={{ ...slotProps, paper: { ...slotProps?.paper, ...marked(view) } }} />
  );
}

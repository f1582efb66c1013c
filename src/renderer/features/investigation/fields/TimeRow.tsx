import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { shanghaiTimestamp } from '../../../../shared/shanghai-time';
import { useInvestigation } from '../investigation-context';
import { FieldRow, useProblem } from './FieldRow';

/** A day, or an instant to the minute; both are Shanghai's, whatever the PC's own zone is. */
function useInput(field: string) {
  const { isLocked } = useInvestigation();
  const problem = useProblem(field);
  return {
    id: `investigation-${field}`,
    disabled: isLocked,
    error: problem !== undefined,
    slotProps: { htmlInput: { 'aria-describedby': problem ? `${field}-problem` : undefined } },
  };
}

export function DayRow({
  field,
  value,
  onChange,
}: {
  field: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const input = useInput(field);
  return (
    <FieldRow field={field} inputId={input.id}>
      <TextField {...input} type="date" value={value} onChange={(event) => onChange(event.target.value)} />
    </FieldRow>
  );
}

interface InstantRowProps {
  field: string;
  /** UTC ms. */
  value: number | null;
  onChange: (value: number | null) => void;
}

export function InstantRow({ field, value, onChange }: InstantRowProps) {
  const input = useInput(field);
  const shown = value === null ? '' : shanghaiTimestamp(value).slice(0, 16).replace(' ', 'T');
  const take = (typed: string) => {
    const at = typed === '' ? null : Date.parse(`${typed}:00+08:00`);
    onChange(at === null || Number.isNaN(at) || at < 0 ? null : at);
  };
  return (
    <FieldRow field={field} inputId={input.id}>
      <TextField
        {...input}
        type="datetime-local"
        value={shown}
        onChange={(event) => take(event.target.value)}
      />
    </FieldRow>
  );
}

/** From and to, side by side. */
export function SpanRows({
  field,
  value,
  onChange,
}: {
  field: string;
  value: { from: number | null; to: number | null };
  onChange: (change: { from?: number | null; to?: number | null }) => void;
}) {
  return (
    <Box
      sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(13rem, 1fr))', gap: 1.2, flex: 1 }}
    >
      <InstantRow field={`${field}.from`} value={value.from} onChange={(from) => onChange({ from })} />
      <InstantRow field={`${field}.to`} value={value.to} onChange={(to) => onChange({ to })} />
    </Box>
  );
}

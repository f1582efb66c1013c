import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { useInvestigation } from '../investigation-context';
import { labelOf } from '../labels';
import { FieldRow, useProblem } from './FieldRow';

interface TextRowProps {
  field: string;
  value: string;
  onChange: (value: string) => void;
  maxLength: number;
  /** More than one line. */
  rows?: number;
  label?: string;
  /** Without its own label above: for cells of a table. */
  isBare?: boolean;
}

/** A text of the report. Never autofilled, never remembered, never spell-checked away. */
export function TextRow({ field, value, onChange, maxLength, rows, label, isBare = false }: TextRowProps) {
  const { t } = useTranslation();
  const { isLocked } = useInvestigation();
  const problem = useProblem(field);
  const id = `investigation-${field}`;
  const input = (
    <TextField
      id={id}
      value={value}
      disabled={isLocked}
      error={problem !== undefined}
      multiline={rows !== undefined}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
      slotProps={{
        // Grows by style: MUI's own textarea measures itself with a second one, layout by layout, at each key.
        ...(rows !== undefined && { input: { inputComponent: 'textarea', sx: growing(rows) } }),
        htmlInput: {
          maxLength,
          spellCheck: false,
          ...(isBare && { 'aria-label': label ?? labelOf(t, field) }),
          'aria-describedby': problem ? `${field}-problem` : undefined,
        },
      }}
    />
  );
  return (
    <FieldRow field={field} {...(!isBare && { inputId: id })} {...(label !== undefined && { label })}>
      {input}
    </FieldRow>
  );
}

const growing = (rows: number) => ({
  '& textarea': {
    fieldSizing: 'content',
    minHeight: `${rows}lh`,
    maxHeight: `${rows + 8}lh`,
    overflowY: 'auto',
  },
});

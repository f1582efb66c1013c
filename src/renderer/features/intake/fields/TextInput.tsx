import TextField from '@mui/material/TextField';
import { useCall } from '../call/call-context';
import { storable } from './storable';

interface TextInputProps {
  id: string;
  /** Path in IntakeForm, for the mark and the sentence of a problem. */
  field: string;
  value: string;
  maxLength: number;
  onChange: (value: string) => void;
  placeholder?: string;
  label?: string;
  /** More than one line: Enter writes a new line, Ctrl+Enter goes on. */
  rows?: number;
  type?: 'text' | 'tel';
}

/** A text the caller said, as typed. Never autofilled, never remembered by the browser, never spell-checked away. */
export function TextInput({
  id,
  field,
  value,
  maxLength,
  onChange,
  placeholder,
  label,
  rows,
  type,
}: TextInputProps) {
  const { isLocked, problems } = useCall();
  const isWrong = problems.has(field);
  return (
    <TextField
      id={id}
      type={type ?? 'text'}
      value={value}
      disabled={isLocked}
      error={isWrong}
      placeholder={placeholder}
      multiline={rows !== undefined}
      minRows={rows}
      maxRows={rows === undefined ? undefined : rows + 4}
      autoComplete="off"
      onChange={(event) => onChange(storable(event.target.value))}
      slotProps={{
        htmlInput: {
          maxLength,
          spellCheck: false,
          'aria-label': label,
          'aria-describedby': isWrong ? `${field}-problem` : undefined,
        },
      }}
    />
  );
}

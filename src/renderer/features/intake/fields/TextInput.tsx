import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { type ClipboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../call/call-context';
import { type TypedText, typedText } from './typed-text';

interface TextInputProps {
  id: string;
  /** Path in IntakeForm, for the mark and the sentence of a problem. */
  field: string;
  value: string;
  /** What would be longer is refused with a sentence, never cut. */
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
  const { t } = useTranslation();
  const [notice, setNotice] = useState<TypedText['notice']>(null);
  const isWrong = problems.has(field);
  const isOneLine = rows === undefined;
  const take = (typed: string) => {
    const taken = typedText(typed, value, maxLength, isOneLine);
    setNotice(taken.notice);
    if (taken.text !== value) onChange(taken.text);
  };
  // A one-line input would join the lines of what is pasted without a trace.
  const onPaste = (event: ClipboardEvent<HTMLDivElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    const { target } = event;
    if (!isOneLine || !/[\r\n]/.test(pasted) || !(target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const [from, to] = [target.selectionStart ?? value.length, target.selectionEnd ?? value.length];
    take(value.slice(0, from) + pasted + value.slice(to));
  };
  return (
    <>
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
        onChange={(event) => take(event.target.value)}
        onPaste={onPaste}
        slotProps={{
          htmlInput: {
            spellCheck: false,
            'aria-label': label,
            'aria-describedby': isWrong ? `${field}-problem` : undefined,
          },
        }}
      />
      {notice !== null && (
        <Box
          role="status"
          data-testid="typed-notice"
          sx={{ color: 'warning.main', fontSize: '0.92rem', mt: 0.25 }}
        >
          {notice.kind === 'too_long'
            ? t('typed.tooLong', { max: maxLength, length: notice.length })
            : t('typed.unseen', { n: notice.count })}
        </Box>
      )}
    </>
  );
}

import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { type ClipboardEvent, startTransition, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../call/call-context';
import { afterPaint, asTyped } from '../draft/typed';
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
  /** Everything else shows each key together with the field: for a field whose Enter acts on what else is shown. */
  isInStep?: boolean;
}

const ROWS_TO_GROW = 4;

/**
 * A text the caller said, as typed. Never autofilled, never remembered by the browser, never spell-checked away. The
 * field shows a key at once; the rest of the call, which may take longer than one frame to draw, follows when no key
 * waits.
 */
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
  isInStep = false,
}: TextInputProps) {
  const { isLocked, problems } = useCall();
  const { t } = useTranslation();
  const [notice, setNotice] = useState<TypedText['notice']>(null);
  /** What was typed and the call around the field does not show yet. */
  const [ahead, setAhead] = useState<string | null>(null);
  const shown = ahead ?? value;
  const isWrong = problems.has(field);
  const isOneLine = rows === undefined;
  const take = (typed: string) => {
    const { text, notice: told } = typedText(typed, shown, maxLength, isOneLine);
    setNotice(told);
    if (text === shown) return;
    if (isInStep) return onChange(text);
    setAhead(text);
    asTyped(() => onChange(text));
    // In one transition with what this key shows everywhere else (useEditor): apart from it the field would step back to an
    // older text for a moment, and a key that falls into it would be lost.
    afterPaint(() => startTransition(() => setAhead((now) => (now === text ? null : now))));
  };
  // A one-line input would join the lines of what is pasted without a trace.
  const onPaste = (event: ClipboardEvent<HTMLDivElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    const { target } = event;
    if (!isOneLine || !/[\r\n]/.test(pasted) || !(target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const [from, to] = [target.selectionStart ?? shown.length, target.selectionEnd ?? shown.length];
    take(shown.slice(0, from) + pasted + shown.slice(to));
  };
  return (
    <>
      <TextField
        id={id}
        type={type ?? 'text'}
        value={shown}
        disabled={isLocked}
        error={isWrong}
        placeholder={placeholder}
        multiline={!isOneLine}
        autoComplete="off"
        onChange={(event) => take(event.target.value)}
        onPaste={onPaste}
        slotProps={{
          // Grows by style: MUI's own textarea measures itself with a second one, layout by layout, at each key.
          ...(!isOneLine && { input: { inputComponent: 'textarea', sx: growing(rows) } }),
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

/** As high as its text, from `rows` lines to a few more. */
const growing = (rows: number) => ({
  '& textarea': {
    fieldSizing: 'content',
    minHeight: `${rows}lh`,
    maxHeight: `${rows + ROWS_TO_GROW}lh`,
    overflowY: 'auto',
  },
});

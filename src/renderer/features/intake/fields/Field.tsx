import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalWords } from '../../../ui/refusal/refusal-words';
import { useCall } from '../call/call-context';

interface FieldProps {
  /** Path in IntakeForm, as the validator names it. */
  field: string;
  label: string;
  /** The id of the input that the label names; left out where the field is a group. */
  inputId?: string;
  hint?: string;
  /** Whether something is answered; `undefined`: the agent need not stop here. */
  isFilled?: boolean;
  tools?: ReactNode;
  children: ReactNode;
}

/** One question: its label, its input, and, once the agent tried to go on, the sentence that says what is missing. */
export function Field({ field, label, inputId, hint, isFilled, tools, children }: FieldProps) {
  const { t } = useTranslation();
  const { problems, refusals } = useCall();
  const problem = problems.get(field);
  const refused = refusals.get(field);
  return (
    <Box
      data-field={field}
      data-filled={isFilled === undefined ? undefined : isFilled ? 'yes' : 'no'}
      {...(inputId === undefined && { role: 'group', 'aria-label': label })}
      sx={{
        display: 'grid',
        gridTemplate:
          '"label tools" auto "input input" auto "refused refused" auto "problem problem" auto / 1fr auto',
        gap: 0.5,
        alignContent: 'start',
        minWidth: 0,
      }}
    >
      <Box sx={{ gridArea: 'label', display: 'flex', alignItems: 'center', gap: 1.5, minHeight: '1.8rem' }}>
        <Box
          component={inputId === undefined ? 'span' : 'label'}
          {...(inputId !== undefined && { htmlFor: inputId })}
          sx={{ fontWeight: 600, fontSize: '0.97rem', whiteSpace: 'nowrap' }}
        >
          {label}
        </Box>
        {hint && <Box sx={{ color: 'text.secondary', fontSize: '0.88rem' }}>{hint}</Box>}
      </Box>
      <Box sx={{ gridArea: 'input', minWidth: 0 }}>{children}</Box>
      {/* After the input: Tab meets the answer first, then the ways to say there is none. */}
      <Box sx={{ gridArea: 'tools' }}>{tools}</Box>
      {refused && (
        <Box
          role="note"
          data-testid="field-refused"
          data-changed={refused.isChanged}
          sx={{
            gridArea: 'refused',
            color: refused.isChanged ? 'text.secondary' : 'error.main',
            fontSize: '0.92rem',
          }}
        >
          {t(refused.isChanged ? 'refused.changed' : 'refused.field', {
            problem: refused.codes.map((code) => refusalWords(code, t)).join(t('app.semicolon')),
          })}
        </Box>
      )}
      {problem && (
        <Box
          role="alert"
          id={`${field}-problem`}
          sx={{ gridArea: 'problem', color: 'error.main', fontSize: '0.92rem' }}
        >
          {t(`problem.${problem}`)}
        </Box>
      )}
    </Box>
  );
}

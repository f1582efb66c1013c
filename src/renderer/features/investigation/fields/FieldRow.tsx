import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useInvestigation } from '../investigation-context';
import { demandOf, labelOf } from '../labels';
import { IdentityChoice } from './IdentityChoice';

const MERELY_MISSING = new Set(['missing', 'unanswered', 'finding_missing']);

/** The problem of a field as it is shown now; what is merely missing waits until its section was left once. */
export function useProblem(field: string) {
  const { problems, seen } = useInvestigation();
  const problem = problems.get(field);
  if (problem === undefined) return undefined;
  return MERELY_MISSING.has(problem.code) && !seen.has(problem.section) ? undefined : problem;
}

interface FieldRowProps {
  /** Path in the investigation. */
  field: string;
  /** The id of the input that the label names; left out where the field is a group. */
  inputId?: string;
  label?: string;
  children: ReactNode;
}

/** One field: its name, what the notice asks of it, its input and what is wrong with it. */
export function FieldRow({ field, inputId, label, children }: FieldRowProps) {
  const { t } = useTranslation();
  const problem = useProblem(field);
  const demand = demandOf(t, field);
  const name = label ?? labelOf(t, field);
  return (
    <Box
      data-field={field}
      {...(inputId === undefined && { role: 'group', 'aria-label': name })}
      sx={{ display: 'grid', gap: 0.4, alignContent: 'start', minWidth: 0 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'baseline', columnGap: 1.2, flexWrap: 'wrap' }}>
        <Box
          component={inputId === undefined ? 'span' : 'label'}
          {...(inputId !== undefined && { htmlFor: inputId })}
          sx={{ fontWeight: 600, fontSize: '0.95rem' }}
        >
          {name}
        </Box>
        {demand !== '' && <Box sx={{ color: 'text.secondary', fontSize: '0.86rem' }}>{demand}</Box>}
      </Box>
      {children}
      {problem?.code === 'identity' ? (
        <IdentityChoice field={field} />
      ) : (
        problem && (
          <Box role="alert" id={`${field}-problem`} sx={{ color: 'error.main', fontSize: '0.9rem' }}>
            {t(`investigation.problem.${problem.code}`)}
          </Box>
        )
      )}
    </Box>
  );
}

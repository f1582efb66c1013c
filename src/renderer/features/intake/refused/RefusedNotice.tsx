import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { ProblemDetails } from '../../../../shared/center-api/messages';
import { pathOf } from '../../../../shared/script/path';
import { marked } from '../../../ui/views';
import type { StepId } from '../../../../shared/script/steps';
import { Notice } from '../../../ui/feedback/Notice';
import {
  fieldName,
  formPath,
  refusalKindWords,
  refusalWords,
  stepOf,
} from '../../../ui/refusal/refusal-words';
import { useCall } from '../call/call-context';

interface RefusedNoticeProps {
  refusal: ProblemDetails;
  /** To the step of a field, and into the field. */
  onGo: (step: StepId, field: string) => void;
}

/** Why the center did not take the revision before, with a way to each field it named. */
export function RefusedNotice({ refusal, onGo }: RefusedNoticeProps) {
  const { t } = useTranslation();
  const { draft, form, refusals } = useCall();
  const path = pathOf(form);
  const errors = refusal.errors ?? [];
  const inForm = errors.flatMap(({ field }) => {
    const step = stepOf(field);
    return step !== null && path.includes(step) ? [{ field, step }] : [];
  });
  const places = inForm.filter(({ step }, index) => inForm.findIndex((each) => each.step === step) === index);
  const elsewhere = errors.filter(({ field }) => !inForm.some((each) => each.field === field));
  const left = [...refusals].filter(([, { isChanged }]) => !isChanged).length;
  return (
    <Box sx={{ px: 1, pt: 0.5 }} data-testid="refused-notice">
      <Notice
        mark={marked('refused', 'ready')}
        tone={left === 0 && elsewhere.length === 0 ? 'info' : 'danger'}
        role="note"
        title={t('refused.notice', { n: draft.revises?.revision ?? 1 })}
        action={
          <Box sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap', justifyContent: 'flex-end' }}>
            {places.map(({ field, step }) => (
              <Button
                key={step}
                size="small"
                data-refused-step={step}
                onClick={() => onGo(step, formPath(field))}
              >
                {t('refused.goTo', { field: fieldName(field, t) })}
              </Button>
            ))}
          </Box>
        }
      >
        {t(left > 0 ? 'refused.todo' : 'refused.done', { n: left })}
        {elsewhere.map(({ field, code }) => (
          <Box key={`${field}${code}`}>
            {t('detail.reason', { field: fieldName(field, t), problem: refusalWords(code, t) })}
          </Box>
        ))}
        {errors.length === 0 && <Box>{refusalKindWords(refusal.type, t) ?? refusal.title}</Box>}
      </Notice>
    </Box>
  );
}

import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { failureOf } from '../../seat/seat-client';
import { failureWords } from './failure-words';
import { Notice } from './Notice';
import { marked, type ViewIn } from '../views';

interface FailureNoticeProps {
  view: ViewIn<'failed'>;
  error: unknown;
  action?: ReactNode;
}

/** What went wrong and what to do about it, for any failed request. */
export function FailureNotice({ view, error, action }: FailureNoticeProps) {
  const { t } = useTranslation();
  const { what, why, todo } = failureWords(t, failureOf(error));
  return (
    <Notice mark={marked(view, 'failed')} tone="danger" role="alert" title={what} action={action}>
      {why === '' ? todo : `${why} ${todo}`}
    </Notice>
  );
}

import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { failureOf } from '../../seat/seat-client';
import { failureWords } from './failure-words';
import { Notice } from './Notice';

/** What went wrong and what to do about it, for any failed request. */
export function FailureNotice({ error, action }: { error: unknown; action?: ReactNode }) {
  const { t } = useTranslation();
  const { what, why, todo } = failureWords(t, failureOf(error));
  return (
    <Notice tone="danger" role="alert" title={what} action={action}>
      {why}
      {todo}
    </Notice>
  );
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SelfCheckReport } from '../../../shared/self-check/check';
import { reportLines } from '../../../shared/self-check/report-text';
import { wordsOf } from './words';

/** By a hidden field and a person's press: the window has no permission for the clipboard's own interface. */
export function CopyReport({ report }: { report: SelfCheckReport }) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    field.current?.select();
    setCopied(document.execCommand('copy'));
  };
  return (
    <>
      <Box
        component="textarea"
        ref={field}
        readOnly
        tabIndex={-1}
        aria-hidden
        data-testid="check-report"
        value={reportLines(wordsOf(t), report).join('\n')}
        sx={{ position: 'absolute', width: '1px', height: '1px', opacity: 0, pointerEvents: 'none' }}
      />
      <Button onClick={copy}>{t(isCopied ? 'selfCheck.copied' : 'selfCheck.copy')}</Button>
    </>
  );
}

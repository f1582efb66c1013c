import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';

/** Makes this PC a seat by the center's one-time code. What was typed stays after a failure: a sign is put right, not all. */
export function EnrolByCode({ hasFocus }: { hasFocus: boolean }) {
  const { t } = useTranslation();
  const policy = useSeatQuery('policy.view', {}).data;
  const [typedUrl, setCenterUrl] = useState<string | null>(null);
  const [typedCode, setCode] = useState<string | null>(null);
  // What the bureau's policy knows stands there already; a person may still type another.
  const centerUrl = typedUrl ?? policy?.centerUrl ?? '';
  const code = typedCode ?? policy?.enrolmentCode ?? '';
  const addressField = useRef<HTMLInputElement>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const enrol = useSeatAct('enrolment.redeem', ['app.state']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (enrol.isPending) return;
    if (centerUrl.trim() === '') addressField.current?.focus();
    else if (code.trim() === '') codeField.current?.focus();
    else enrol.mutate({ centerUrl, code });
  };
  return (
    <Box
      component="form"
      onSubmit={submit}
      aria-label={t('people.enrol.title')}
      data-testid="enrol-by-code"
      sx={{ display: 'grid', gap: 2 }}
    >
      <TextField
        autoFocus={hasFocus}
        inputRef={addressField}
        size="medium"
        label={t('people.enrol.address')}
        helperText={t('people.enrol.addressHint')}
        value={centerUrl}
        autoComplete="off"
        onChange={(event) => setCenterUrl(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 300, spellCheck: false, inputMode: 'url' } }}
      />
      <TextField
        inputRef={codeField}
        size="medium"
        label={t('people.enrol.code')}
        helperText={t('people.enrol.codeHint')}
        value={code}
        autoComplete="off"
        onChange={(event) => setCode(event.target.value)}
        slotProps={{
          htmlInput: {
            maxLength: 80,
            spellCheck: false,
            style: { fontFamily: 'ui-monospace, "Noto Sans Mono", Consolas, monospace' },
          },
        }}
      />
      {enrol.isError && <FailureNotice view="not-enrolled" error={enrol.error} />}
      <Button
        type="submit"
        variant="contained"
        size="large"
        disabled={enrol.isPending}
        sx={{ justifySelf: 'start' }}
      >
        {t(enrol.isPending ? 'people.enrol.working' : 'people.enrol.begin')}
      </Button>
    </Box>
  );
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_PEM_CHARS, type AuthorityView } from '../../../../shared/network/settings';
import { useSeatAct } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Notice } from '../../../ui/feedback/Notice';
import { fullTime } from '../../../ui/times';
import { marked } from '../../../ui/views';
import { Fact, Line } from '../Sheet';

/** The bureau's own certification authority: read once, shown with its fingerprint, and trusted only when a person says so. */
export function AuthorityFile({ authorities }: { authorities: readonly AuthorityView[] }) {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  const [offered, setOffered] = useState('');
  const check = useSeatAct('network.checkAuthorities');
  const trust = useSeatAct('network.trustAuthorities', ['network.settings']);
  const forget = () => {
    setOffered('');
    check.reset();
  };
  const read = async (file: File | undefined) => {
    if (chooser.current) chooser.current.value = '';
    if (file === undefined) return;
    trust.reset();
    // What is larger is no such file: its head is enough to be told so.
    const pem = await file.slice(0, MAX_PEM_CHARS).text();
    setOffered(pem);
    check.mutate({ pem });
  };
  return (
    <Box {...marked('authority-file')} data-testid="authority-file">
      <Line label={t('network.authorities')} hint={t('network.authoritiesHint')}>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".pem,.crt,.cer"
          data-testid="choose-authority"
          aria-label={t('network.authorities')}
          onChange={(event) => void read(event.target.files?.[0])}
        />
        <Button size="small" onClick={() => chooser.current?.click()}>
          {t('network.choose')}
        </Button>
        {authorities.length > 0 && (
          <Button size="small" color="error" onClick={() => trust.mutate({ pem: null })}>
            {t('network.remove')}
          </Button>
        )}
      </Line>
      <Facts authorities={authorities} />
      {check.isError && <FailureNotice view="authority-file" error={check.error} />}
      {trust.isError && <FailureNotice view="authority-file" error={trust.error} />}
      {check.data && (
        <Box sx={{ p: 1.5, display: 'grid', gap: 1 }} data-testid="offered-authority">
          <Notice tone="attention">{t('network.found')}</Notice>
          <Facts authorities={check.data} />
          <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 1 }}>
            <Button onClick={forget}>{t('network.cancel')}</Button>
            <Button
              variant="contained"
              disabled={trust.isPending}
              onClick={() => trust.mutate({ pem: offered }, { onSuccess: forget })}
            >
              {t('network.trust')}
            </Button>
          </Box>
        </Box>
      )}
    </Box>
  );
}

function Facts({ authorities }: { authorities: readonly AuthorityView[] }) {
  const { t } = useTranslation();
  return authorities.map(({ subject, issuer, fingerprint, validUntil }) => (
    <Box key={fingerprint} sx={{ py: 0.5, overflowWrap: 'anywhere' }}>
      <Fact label={t('network.subject')}>{subject}</Fact>
      {issuer !== subject && <Fact label={t('network.issuer')}>{issuer}</Fact>}
      <Fact label={t('network.fingerprint')}>
        <Box component="code" sx={{ fontSize: '0.85rem' }}>
          {fingerprint}
        </Box>
      </Fact>
      <Fact label={t('network.validUntil')}>
        {fullTime(validUntil)}
        {validUntil < Date.now() && (
          <Box component="strong" sx={{ color: 'error.main', ml: 1 }}>
            {t('network.expired')}
          </Box>
        )}
      </Fact>
    </Box>
  ));
}

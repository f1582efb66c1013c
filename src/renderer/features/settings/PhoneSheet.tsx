import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneAccess } from '../../../shared/telephony/event';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Notice } from '../../ui/feedback/Notice';
import { Choice, Line, Sheet } from './Sheet';
import { marked } from '../../ui/views';

/** A supervisor's: whether a softphone on this PC may tell the seat what rings, and the token it needs for that. */
export function PhoneSheet() {
  const { t } = useTranslation();
  const access = useSeatQuery('phone.settings', {});
  const configure = useSeatAct('phone.configure', ['phone.settings']);
  if (access.isError) return <FailureNotice view="settings-phone" error={access.error} />;
  if (access.data === undefined) return null;
  const { isOn, port, address, failure, token } = access.data;
  const put = (part: Partial<Pick<PhoneAccess, 'isOn' | 'port'>>, renewsToken = false) =>
    configure.mutate({ isOn, port, ...part, renewsToken });
  return (
    <Sheet mark={marked('settings-phone')} title={t('settings.phone')}>
      <Choice
        label={t('settings.phoneOn')}
        hint={t('settings.phoneOnHint')}
        value={isOn ? 'on' : 'off'}
        options={[
          ['off', t('settings.phoneOff')],
          ['on', t('settings.phoneIsOn')],
        ]}
        onChoose={(chosen) => put({ isOn: chosen === 'on' })}
      />
      {configure.isError && <FailureNotice view="settings-phone" error={configure.error} />}
      {isOn && failure !== null && (
        <Box sx={{ p: 1.5 }}>
          <Notice tone="danger" role="alert">
            {t(`settings.phoneFailure.${failure}`)}
          </Notice>
        </Box>
      )}
      {isOn && <Port key={port} port={port} onSave={(next) => put({ port: next })} />}
      {isOn && address !== null && (
        <Line label={t('settings.phoneAddress')}>
          <Box component="code" data-testid="phone-address">
            {address}
          </Box>
        </Line>
      )}
      {isOn && <Token token={token} onRenew={() => put({}, true)} />}
    </Sheet>
  );
}

function Port({ port, onSave }: { port: number; onSave: (port: number) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(String(port));
  const isPort = /^\d{1,5}$/.test(typed) && Number(typed) <= 65_535;
  return (
    <Line label={t('settings.phonePort')} hint={t('settings.phonePortHint')}>
      <TextField
        size="small"
        value={typed}
        error={!isPort}
        onChange={(event) => setTyped(event.target.value)}
        sx={{ width: '7rem' }}
        slotProps={{
          htmlInput: { inputMode: 'numeric', maxLength: 5, 'aria-label': t('settings.phonePort') },
        }}
      />
      <Button size="small" disabled={!isPort || Number(typed) === port} onClick={() => onSave(Number(typed))}>
        {t('settings.phoneSavePort')}
      </Button>
    </Line>
  );
}

function Token({ token, onRenew }: { token: string; onRenew: () => void }) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = () => {
    field.current?.select();
    // The window has no permission for the clipboard's own interface; this needs none, only a person's press.
    document.execCommand('copy');
  };
  return (
    <Line label={t('settings.phoneToken')} hint={t('settings.phoneTokenHint')}>
      {isShown && (
        <TextField
          size="small"
          inputRef={field}
          value={token}
          sx={{ width: '22rem' }}
          slotProps={{
            htmlInput: {
              readOnly: true,
              'aria-label': t('settings.phoneToken'),
              'data-testid': 'phone-token',
            },
          }}
        />
      )}
      <Button size="small" data-testid="show-token" onClick={() => setShown(!isShown)}>
        {t(isShown ? 'settings.phoneHide' : 'settings.phoneShow')}
      </Button>
      {isShown && (
        <Button size="small" onClick={copy}>
          {t('settings.phoneCopy')}
        </Button>
      )}
      <Button size="small" color="error" onClick={onRenew}>
        {t('settings.phoneRenew')}
      </Button>
    </Line>
  );
}

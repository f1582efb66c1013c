import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  NetworkSettings,
  ProxyMode,
  ProxyPassword,
  type NetworkView,
} from '../../../../shared/network/settings';
import type { useSeatAct } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Choice, Line } from '../Sheet';

/** The act of saving; it outlives the form, which begins anew from what was saved. */
type Configure = ReturnType<typeof useSeatAct<'network.configure'>>;

/** Proxy, its login and what goes without it. The password is never shown again, not even its length. */
export function ProxyForm({
  view,
  configure,
  isLocked,
}: {
  view: NetworkView;
  configure: Configure;
  /** The bureau's policy lays the way down; login and password remain a supervisor's. */
  isLocked: boolean;
}) {
  const { t } = useTranslation();
  const [mode, setMode] = useState(view.mode);
  const [host, setHost] = useState(view.host);
  const [port, setPort] = useState(view.port === 0 ? '' : String(view.port));
  const [user, setUser] = useState(view.user);
  const [password, setPassword] = useState('');
  const [bypass, setBypass] = useState(view.bypass.join(' '));
  const settings = NetworkSettings.safeParse({
    mode,
    host: host.trim(),
    port: port === '' ? 0 : Number(port),
    user: user.trim(),
    bypass: bypass.split(/[\s,;，；]+/).filter(Boolean),
  });
  const hasPlace = mode !== 'manual' || (host.trim() !== '' && port !== '');
  const isGood = settings.success && hasPlace && ProxyPassword.safeParse(password).success;
  const save = () => {
    if (!settings.success) return;
    configure.mutate(
      { ...settings.data, password: password === '' ? null : password },
      { onSuccess: () => setPassword('') },
    );
  };
  return (
    <Box
      component="form"
      data-testid="proxy-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) save();
      }}
    >
      <Choice
        label={t('network.mode')}
        hint={t('network.modeHint')}
        value={mode}
        options={ProxyMode.options.map((each) => [each, t(`network.modes.${each}`)] as const)}
        onChoose={setMode}
        isLocked={isLocked}
      />
      {mode === 'manual' && (
        <Line label={t('network.host')} hint={isLocked ? t('policy.proxyLocked') : t('network.hostHint')}>
          <Entry label={t('network.host')} value={host} width="15rem" onType={setHost} isLocked={isLocked} />
          <Entry
            label={t('network.port')}
            value={port}
            width="6rem"
            onType={setPort}
            isNumber
            isLocked={isLocked}
          />
        </Line>
      )}
      {mode !== 'none' && (
        <>
          <Line label={t('network.login')} hint={t('network.loginHint')}>
            <Entry label={t('network.user')} value={user} width="10rem" onType={setUser} />
            <Entry
              label={t('network.password')}
              value={password}
              width="11rem"
              onType={setPassword}
              isSecret
              hint={view.hasPassword ? t('network.passwordKept') : ''}
            />
          </Line>
          <Line label={t('network.bypass')} hint={t('network.bypassHint')}>
            <Entry
              label={t('network.bypass')}
              value={bypass}
              width="22rem"
              onType={setBypass}
              isLocked={isLocked}
            />
          </Line>
        </>
      )}
      {configure.isError && <FailureNotice view="settings-network" error={configure.error} />}
      <Box
        sx={{ display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: 2, px: 2, py: 1.25 }}
      >
        <Box role="status" sx={{ color: isGood ? 'text.secondary' : 'error.main' }}>
          {!isGood && (hasPlace ? t('network.wrong') : '')}
          {isGood && configure.isSuccess && t('network.saved')}
        </Box>
        <Button type="submit" variant="outlined" disabled={!isGood || configure.isPending}>
          {t('network.save')}
        </Button>
      </Box>
    </Box>
  );
}

interface EntryProps {
  label: string;
  value: string;
  width: string;
  onType: (value: string) => void;
  isNumber?: boolean;
  isSecret?: boolean;
  hint?: string;
  isLocked?: boolean;
}

function Entry({
  label,
  value,
  width,
  onType,
  isNumber = false,
  isSecret = false,
  hint = '',
  isLocked = false,
}: EntryProps) {
  return (
    <TextField
      size="small"
      label={label}
      value={value}
      type={isSecret ? 'password' : 'text'}
      placeholder={hint}
      disabled={isLocked}
      onChange={(event) => onType(isNumber ? event.target.value.replace(/\D/g, '') : event.target.value)}
      sx={{ width }}
      slotProps={{
        htmlInput: {
          maxLength: isNumber ? 5 : 1_000,
          autoComplete: isSecret ? 'new-password' : 'off',
          spellCheck: false,
        },
        inputLabel: { shrink: true },
      }}
    />
  );
}

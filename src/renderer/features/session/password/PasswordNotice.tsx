import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PasswordState, SessionPerson } from '../../../../shared/ipc/contract';
import { shortTime } from '../../../ui/times';
import { marked } from '../../../ui/views';
import { ChangePassword } from './ChangePassword';

interface PasswordProps {
  person: SessionPerson;
  password: PasswordState | null;
}

/** Said above every page fourteen days before a password ends, and until it is changed; stops no call. */
export function PasswordNotice({ person, password }: PasswordProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (password === null || password.standing === 'good') return null;
  const words =
    password.standing === 'soon'
      ? t('lock.password_soon', { date: shortTime(password.expiresAt) })
      : t(password.expiresAt === 0 ? 'lock.password_first' : 'lock.password_expired');
  return (
    <Box
      role="status"
      {...marked('password-notice')}
      sx={({ seat }) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: 2,
        py: 0.4,
        borderBottom: `1px solid ${seat.attentionLine}`,
        background: seat.attentionTint,
        fontSize: '0.92rem',
      })}
    >
      <Box sx={{ flex: 1 }}>{words}</Box>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('lock.change.title')}
      </Button>
      {isOpen && <ChangePassword person={person} onClose={() => setOpen(false)} />}
    </Box>
  );
}

/** The same at any time, from the settings. */
export function PasswordButton({ person }: Pick<PasswordProps, 'person'>) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" data-testid="change-password" onClick={() => setOpen(true)}>
        {t('lock.change.title')}
      </Button>
      {isOpen && <ChangePassword person={person} onClose={() => setOpen(false)} />}
    </>
  );
}

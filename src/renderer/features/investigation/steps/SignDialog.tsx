import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficialId } from '../../../../shared/case/official';
import { hitsOf, signersOf } from '../../../../shared/investigation/standing-back';
import { shanghaiTimestamp } from '../../../../shared/shanghai-time';
import { useSeatAct, useSeatQuery } from '../../../seat/seat-queries';
import { AskedBox } from '../../../ui/fields/AskedBox';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Notice } from '../../../ui/feedback/Notice';
import { Dialog } from '../../../ui/Dialog';
import { useInvestigation } from '../investigation-context';
import { labelOf } from '../labels';
import { mustStandBack, standingWords } from '../standing-words';

interface SignDialogProps {
  /** Everything typed is saved; gives the count it has. */
  settle: () => Promise<number>;
  onSigned: () => void;
  onClose: () => void;
}

/** 经局主要领导或分管领导签字同意: who of the two, and when. Then the report stands. */
export function SignDialog({ settle, onSigned, onClose }: SignDialogProps) {
  const { t } = useTranslation();
  const { view, form } = useInvestigation();
  const [asked, setAsked] = useState(false);
  const [decision, setDecision] = useState('');
  const officials = useSeatQuery('directory.list', {}).data?.officials ?? [];
  const leaders = officials.filter(
    ({ role, isActive }) => isActive && (role === 'head' || role === 'deputy'),
  );
  const [leaderId, setLeaderId] = useState('');
  const [at, setAt] = useState(() =>
    shanghaiTimestamp(Date.now() + view.clockOffsetMs)
      .slice(0, 16)
      .replace(' ', 'T'),
  );
  const [failure, setFailure] = useState<unknown>(null);
  const { mutateAsync, isPending, data } = useSeatAct('investigation.sign', [
    'investigation.get',
    'investigation.list',
  ]);
  const signedAt = Date.parse(`${at}:00+08:00`);
  const leader = leaders.find(({ id }) => id === leaderId);
  const signers = [...signersOf(form), ...(leader ? [{ officialId: leader.id, name: leader.name }] : [])];
  const told = signers.flatMap((signer) => hitsOf(signer, view.standing)).filter((hit) => !hit.isBlocking);
  const isDecided = told.length === 0 || decision.trim().length > 1;
  const isReady = leaderId !== '' && !Number.isNaN(signedAt) && asked && isDecided && !isPending;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || !asked) return;
    try {
      const saveCount = await settle();
      const input = {
        callId: view.callId,
        saveCount,
        leaderId: leaderId as OfficialId,
        signedAt,
        asked,
        decision: decision.trim(),
      };
      const outcome = await mutateAsync(input);
      if (outcome.kind === 'signed') onSigned();
    } catch (error) {
      setFailure(error);
    }
  };

  return (
    <Dialog
      view="investigation-sign"
      open
      onClose={onClose}
      aria-labelledby="sign-title"
      maxWidth="sm"
      fullWidth
    >
      <Box component="form" onSubmit={(event) => void submit(event)} data-testid="sign-dialog">
        <DialogTitle id="sign-title">{t('investigation.sign')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ color: 'text.secondary' }}>{t('investigation.signLead')}</Box>
          {leaders.length === 0 ? (
            <Notice tone="attention">{t('investigation.noLeaders')}</Notice>
          ) : (
            <TextField
              select
              autoFocus
              label={t('investigation.leader')}
              value={leaderId}
              onChange={(event) => setLeaderId(event.target.value)}
              sx={{ mt: 0.5 }}
            >
              {leaders.map(({ id, name, role }) => (
                <MenuItem key={id} value={id} disabled={mustStandBack(id, view.standing)}>
                  {name} {t(`investigation.role.${role}`)}
                  {standingWords(t, { officialId: id, name }, view.standing)}
                </MenuItem>
              ))}
            </TextField>
          )}
          <TextField
            type="datetime-local"
            label={t('investigation.signedAt')}
            value={at}
            onChange={(event) => setAt(event.target.value)}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          {told.length > 0 && (
            <TextField
              label={t('cases.decision')}
              helperText={t('cases.decisionHint', {
                words: [...new Set(told.map(({ words }) => words))].join(t('app.comma')),
              })}
              value={decision}
              onChange={(event) => setDecision(event.target.value)}
              slotProps={{ htmlInput: { maxLength: 500, 'data-field': 'decision' } }}
            />
          )}
          <AskedBox label={t('recusal.askedAll')} asked={asked} onAsk={setAsked} />
          {data?.kind === 'incomplete' && (
            <Notice tone="danger" role="alert" title={t('investigation.incomplete')}>
              {data.problems.map(({ field }) => labelOf(t, field)).join(t('app.comma'))}
            </Notice>
          )}
          {failure !== null && <FailureNotice view="investigation-sign" error={failure} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!isReady}>
            {t('investigation.signNow')}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}

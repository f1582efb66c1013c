import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseState } from '../../../../shared/case/case';
import type { Directory } from '../../../../shared/case/directory';
import type { ReferralField } from '../../../../shared/case/referral';
import { handlingBy } from '../../../../shared/case/referring/proposal';
import type { CaseView, KeptInReferral, ReferralPreview } from '../../../../shared/ipc/contract';
import { ariaKeys, isPressed } from '../../../../shared/shortcuts/shortcuts';
import { Cap } from '../../../commands';
import { useSeatAct, useSeatQuery } from '../../../seat/seat-queries';
import { AskedBox } from '../../../ui/fields/AskedBox';
import { isComposing } from '../../../ui/composing';
import { Dialog } from '../../../ui/Dialog';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Loading } from '../../../ui/feedback/Loading';
import { marked } from '../../../ui/views';
import { Persons, type Choice } from './Persons';
import { TextRows } from './TextRows';

interface ReferralDialogProps {
  view: CaseView;
  state: CaseState;
  onClose: () => void;
}

/** 转办: to whom, by whom, and word for word what the unit gets beside what the report says. */
export function ReferralDialog({ view, onClose }: ReferralDialogProps) {
  const { t } = useTranslation();
  const [kept, setKept] = useState<readonly KeptInReferral[]>([]);
  const preview = useSeatQuery(
    'case.previewReferral',
    { callIds: [view.row.callId], kept: [...kept] },
    { keepPrevious: true },
  );
  const directory = useSeatQuery('directory.list', {});
  const [one] = preview.data ?? [];
  const failure = preview.error ?? directory.error;
  return (
    <Dialog view="referral" open onClose={onClose} aria-labelledby="referral-title" maxWidth="lg" fullWidth>
      <DialogTitle id="referral-title" sx={{ pb: 0.5 }}>
        {t('cases.dialogTitle', { act: t('cases.act.referred'), number: view.row.localNumber })}
      </DialogTitle>
      {failure && (
        <DialogContent>
          <FailureNotice view="referral" error={failure} />
        </DialogContent>
      )}
      {!failure && (one === undefined || directory.data === undefined) && (
        <DialogContent>
          <Loading view="referral" />
        </DialogContent>
      )}
      {one !== undefined && directory.data !== undefined && (
        <Form
          preview={one}
          directory={directory.data}
          kept={kept}
          onKeep={(each) => setKept((before) => [...before, each])}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

interface FormProps {
  preview: ReferralPreview;
  directory: Directory;
  kept: readonly KeptInReferral[];
  onKeep: (kept: KeptInReferral) => void;
  onClose: () => void;
}

function Form({ preview, directory, kept, onKeep, onClose }: FormProps) {
  const { t } = useTranslation();
  const { proposal, recusals } = preview;
  const [choice, setChoice] = useState<Choice>({
    unitId: proposal?.unitId ?? '',
    headId: proposal?.headId ?? '',
    handlerId: proposal?.handlerId ?? '',
    supervisedById: '',
  });
  const [neutral, setNeutral] = useState<readonly ReferralField[]>([]);
  const [asked, setAsked] = useState(false);
  const [decision, setDecision] = useState('');
  const [isTried, setTried] = useState(false);
  const refer = useSeatAct('case.refer', ['case.board', 'case.list', 'case.view']);
  const open = preview.texts.filter(({ field, open: hits }) => hits.length > 0 && !neutral.includes(field));
  const named = [choice.headId, choice.handlerId, choice.supervisedById];
  const told = recusals.filter(({ officialId, isBlocking }) => !isBlocking && named.includes(officialId));
  const needsDecision = told.length > 0 && decision.trim().length < 2;
  const lacks: string[] = [
    ...(choice.unitId === '' || choice.headId === '' || choice.handlerId === ''
      ? [t('cases.lackPersons')]
      : []),
    ...(open.length > 0 ? [t('actWhy.identity_open')] : []),
    ...(needsDecision ? [t('actWhy.recusal_undecided')] : []),
    ...(asked ? [] : [t('cases.lackAsked')]),
  ];
  const takeNeutral = () => setNeutral((before) => [...before, ...open.map(({ field }) => field)]);

  const latestTake = useRef(takeNeutral);
  useEffect(() => {
    latestTake.current = takeNeutral;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event) || !isPressed('caseNeutral', event)) return;
      event.preventDefault();
      latestTake.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const pickUnit = (unitId: string) => {
    const unit = directory.units.find(({ id }) => id === unitId);
    if (unit === undefined) return;
    const blocked = recusals.filter(({ isBlocking }) => isBlocking).map(({ officialId }) => officialId);
    const may = { ...directory, officials: directory.officials.filter(({ id }) => !blocked.includes(id)) };
    // Who has to stand back was found by the core, by the matter; of the rest the first ones are proposed.
    const nothing = { address: { city: '', county: '', town: '' }, target: '', place: '', told: [] };
    const { head, handler } = handlingBy(unit, nothing, { ...may, interests: [] });
    setChoice((before) => ({ ...before, unitId, headId: head?.id ?? '', handlerId: handler?.id ?? '' }));
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacks.length > 0 || refer.isPending) return;
    const { supervisedById, ...persons } = choice;
    refer.mutate(
      {
        callId: preview.callId,
        ...(persons as { unitId: never; headId: never; handlerId: never }),
        supervisedById: (supervisedById || null) as never,
        neutral: [...neutral],
        kept: [...kept],
        asked: true,
        decision: decision.trim(),
      },
      { onSuccess: onClose },
    );
  };

  return (
    <Box
      component="form"
      onSubmit={submit}
      noValidate
      data-testid="referral-dialog"
      sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
    >
      <DialogContent
        sx={{ display: 'grid', gridTemplateColumns: 'minmax(15rem, 21rem) minmax(22rem, 1fr)', gap: 2 }}
      >
        <Box sx={{ display: 'grid', gap: 1.25, alignContent: 'start', pt: 0.75 }}>
          <Persons
            choice={choice}
            preview={preview}
            directory={directory}
            isTried={isTried}
            onUnit={pickUnit}
            onChange={(part) => setChoice((before) => ({ ...before, ...part }))}
          />
          {told.length > 0 && (
            <TextField
              label={t('cases.decision')}
              helperText={t('cases.decisionHint', {
                words: told.map(({ words }) => words).join(t('app.comma')),
              })}
              value={decision}
              error={isTried && needsDecision}
              onChange={(event) => setDecision(event.target.value)}
              slotProps={{ htmlInput: { maxLength: 500, 'data-field': 'decision' } }}
            />
          )}
          <AskedBox
            label={t('cases.asked')}
            asked={asked}
            onAsk={setAsked}
            sx={{ alignItems: 'start', '& .MuiCheckbox-root': { py: 0.25 } }}
          />
          {isTried && lacks.length > 0 && (
            <Box role="alert" data-testid="referral-lacks" sx={{ color: 'error.main' }}>
              {lacks[0]}
            </Box>
          )}
          {refer.isError && <FailureNotice view="referral" error={refer.error} />}
        </Box>
        <Box
          component="section"
          aria-label={t('cases.difference')}
          tabIndex={0} // it scrolls
          {...marked('referral')}
          sx={{ overflowY: 'auto', maxHeight: '60vh' }}
        >
          <TextRows
            texts={preview.texts}
            neutral={neutral}
            onKeep={onKeep}
            onTurn={(field) =>
              setNeutral((before) =>
                before.includes(field) ? before.filter((each) => each !== field) : [...before, field],
              )
            }
          />
          <Box sx={{ color: 'text.secondary', fontSize: '0.9rem', mt: 1 }}>{t('cases.neverGoes')}</Box>
        </Box>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        {open.length > 0 && (
          <Button
            onClick={takeNeutral}
            aria-keyshortcuts={ariaKeys('caseNeutral')}
            data-testid="take-neutral"
          >
            {t('cases.takeNeutral', { n: open.reduce((sum, { open: hits }) => sum + hits.length, 0) })}
            <Cap of="caseNeutral" />
          </Button>
        )}
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button type="submit" variant="contained" disabled={refer.isPending} data-testid="refer">
          {t('cases.refer')}
        </Button>
      </DialogActions>
    </Box>
  );
}

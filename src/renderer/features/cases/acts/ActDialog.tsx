import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActKind } from '../../../../shared/case/act';
import { mayCarryFiles } from '../../../../shared/case/evidence';
import type { CaseState } from '../../../../shared/case/case';
import { rewardLacks } from '../../../../shared/case/reward/reward';
import { refusalOf } from '../../../../shared/case/rules';
import type { CaseView } from '../../../../shared/ipc/contract';
import type { AttachmentId } from '../../../../shared/attachments/attachment';
import { useSeatAct, useSeatQuery } from '../../../seat/seat-queries';
import { isComposing } from '../../../ui/composing';
import { Dialog } from '../../../ui/Dialog';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { actOf, beginningOf, fieldsOf, latestUntil, type FormKind, type Values } from './act-forms';
import { ActField } from './ActField';
import { ActFiles } from './ActFiles';

interface ActDialogProps {
  kind: ActKind;
  view: CaseView;
  state: CaseState;
  onClose: () => void;
}

const isForm = (kind: ActKind): kind is FormKind =>
  kind !== 'referred' && kind !== 'reported' && kind !== 'replied';

/** One act: its rule in a sentence, exactly its fields, and why it would be refused before it is sent. */
export function ActDialog({ kind, ...rest }: ActDialogProps) {
  return isForm(kind) ? <Form kind={kind} {...rest} /> : null;
}

function Form({ kind, view, state, onClose }: ActDialogProps & { kind: FormKind }) {
  const { t } = useTranslation();
  const [values, setValues] = useState<Values>(() => beginningOf(kind, view));
  const [isTried, setTried] = useState(false);
  const [files, setFiles] = useState<readonly AttachmentId[]>([]);
  const directory = useSeatQuery('directory.list', {});
  const save = useSeatAct('case.act', ['case.board', 'case.list', 'case.view']);
  const entries = directory.data ?? { units: [], officials: [], interests: [] };
  const act = actOf(kind, values, { view, state, directory: entries });
  const { facts, now } = view;
  const reason = act === undefined ? null : refusalOf(state, act, { facts, now });
  const fields = fieldsOf(kind, values, view);
  const isMissing = (name: keyof Values) => isTried && (values[name] ?? '').trim() === '';
  const latest = latestUntil(kind, state);

  const submit = (event: Pick<FormEvent, 'preventDefault'>) => {
    event.preventDefault();
    setTried(true);
    if (act === undefined || reason !== null || save.isPending) return;
    save.mutate({ callId: view.row.callId, act, files: [...files] }, { onSuccess: onClose });
  };

  return (
    <Dialog view="case-act" open onClose={onClose} aria-labelledby="act-title" maxWidth="sm" fullWidth>
      <Box
        component="form"
        onSubmit={submit}
        onKeyDown={(event) => {
          // In a field of several lines Enter is a new line.
          if (event.key === 'Enter' && event.ctrlKey && !isComposing(event)) submit(event);
        }}
        data-testid="act-dialog"
        noValidate
      >
        <DialogTitle id="act-title">
          {t('cases.dialogTitle', { act: t(`cases.act.${kind}`), number: view.row.localNumber })}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ color: 'text.secondary' }}>
            {t(`cases.rule.${kind}`)}
            {latest !== undefined && <> {t('cases.latest', { date: latest, first: state.firstDueDate })}</>}
            {kind === 'reward_assessed' && (
              <>
                {t(`cases.first.${view.firstReporter}`)}
                {facts.reward !== null && <> {t('rewardRules.by', facts.reward)}</>}
              </>
            )}
          </Box>
          {fields.map((field, index) => (
            <ActField
              key={field.name}
              field={field}
              value={values[field.name] ?? ''}
              isFirst={index === 0}
              isMissing={field.isOptional !== true && isMissing(field.name)}
              directory={entries}
              unitId={state.unit?.id ?? null}
              onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
            />
          ))}
          {mayCarryFiles(kind) && (
            <ActFiles callId={view.row.callId} files={files} known={view.files} onChange={setFiles} />
          )}
          {act?.kind === 'reward_assessed' && (
            <Box role="status" data-testid="reward-verdict" sx={{ fontWeight: 600 }}>
              {act.isEligible
                ? t('cases.eligible')
                : t('cases.lacks', {
                    words: rewardLacks(facts, state.finding, act.checks)
                      .map((lack) => t(`cases.lack.${lack}`))
                      .join(t('app.semicolon')),
                  })}
            </Box>
          )}
          {isTried && act === undefined && (
            <Box role="alert" sx={{ color: 'error.main' }}>
              {t('cases.fillIn')}
            </Box>
          )}
          {reason !== null && (
            <Box role="alert" data-testid="act-refused" sx={{ color: 'error.main' }}>
              {t(`actWhy.${reason}`)}
            </Box>
          )}
          {directory.isError && <FailureNotice view="case-act" error={directory.error} />}
          {save.isError && <FailureNotice view="case-act" error={save.error} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={save.isPending} data-testid="act-submit">
            {t(`cases.act.${kind}`)}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}

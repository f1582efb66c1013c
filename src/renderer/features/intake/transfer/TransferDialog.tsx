import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { transferLacks } from '../../../../shared/call/transfers';
import type { Bundle } from '../../../../shared/script/bundle';
import { isComposing, isTyping } from '../../../ui/composing';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Kbd } from '../../../ui/Kbd';
import type { DraftEditor } from '../draft/draft-editor';
import { typedText } from '../fields/typed-text';
import { Dialog } from '../../../ui/Dialog';

interface TransferDialogProps {
  editor: DraftEditor;
  bundle: Bundle;
  onClose: () => void;
}

/** 严禁无故转接: reason, addressee and a note are on disk before anybody is put through; the call stays this agent's. */
export function TransferDialog({ editor, bundle, onClose }: TransferDialogProps) {
  const { t } = useTranslation();
  const [reasonId, setReason] = useState('');
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const toField = useRef<HTMLInputElement>(null);
  const noteField = useRef<HTMLInputElement>(null);
  const lacks = transferLacks({ reasonId, to, note }, bundle);
  const says = (code: (typeof lacks)[number]) =>
    isTried && lacks.includes(code) ? t(`problem.${code}` as 'problem.transfer_to_missing') : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacks.length > 0)
      return (lacks.includes('transfer_to_missing') ? toField : noteField).current?.focus();
    const transfer = { at: Date.now(), reasonId, to: to.trim(), note: note.trim() };
    editor.change((form) => ({ ...form, transfers: [...form.transfers, transfer] }));
    editor.flush().then(onClose, setFailure);
  };
  const pickByDigit = (event: KeyboardEvent) => {
    if (isComposing(event) || isTyping(event.target) || event.ctrlKey || event.altKey) return;
    const reason = bundle.catalogue.transferReasons[Number(event.key) - 1];
    if (reason === undefined) return;
    event.preventDefault();
    setReason(reason.id);
    toField.current?.focus();
  };

  return (
    <Dialog
      view="transfer"
      open
      onClose={onClose}
      aria-labelledby="transfer-title"
      maxWidth="sm"
      fullWidth
      onKeyDown={pickByDigit}
    >
      <Box component="form" onSubmit={submit} data-testid="transfer-dialog">
        <DialogTitle id="transfer-title">{t('transfer.title')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ color: 'text.secondary' }}>{t('transfer.lead')}</Box>
          <ToggleButtonGroup
            exclusive
            orientation="vertical"
            value={reasonId}
            aria-label={t('transfer.reason')}
            onChange={(_, chosen: string | null) => chosen !== null && setReason(chosen)}
            sx={{
              '& .MuiToggleButton-root': {
                justifyContent: 'flex-start',
                gap: 1,
                textTransform: 'none',
                py: 0.75,
              },
            }}
          >
            {bundle.catalogue.transferReasons.map((reason, index) => (
              <ToggleButton key={reason.id} value={reason.id} autoFocus={index === 0}>
                <Kbd>{String(index + 1)}</Kbd>
                {reason.name}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          {says('transfer_reason_missing') && (
            <Box role="alert" sx={{ color: 'error.main', fontSize: '0.92rem' }}>
              {says('transfer_reason_missing')}
            </Box>
          )}
          <TextField
            inputRef={toField}
            label={t('transfer.to')}
            placeholder={t('transfer.toPlaceholder')}
            value={to}
            error={says('transfer_to_missing') !== undefined}
            helperText={says('transfer_to_missing')}
            onChange={(event) => setTo(typedText(event.target.value, to, 60, true).text)}
            slotProps={{ htmlInput: { maxLength: 60, spellCheck: false, 'data-testid': 'transfer-to' } }}
          />
          <TextField
            inputRef={noteField}
            label={t('transfer.note')}
            placeholder={t('transfer.notePlaceholder')}
            value={note}
            error={says('transfer_note_too_short') !== undefined}
            helperText={says('transfer_note_too_short')}
            onChange={(event) => setNote(typedText(event.target.value, note, 500, true).text)}
            slotProps={{ htmlInput: { maxLength: 500, spellCheck: false, 'data-testid': 'transfer-note' } }}
          />
          {failure !== null && <FailureNotice view="transfer" error={failure} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="contained">
            {t('transfer.save')} <Kbd>Enter</Kbd>
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}

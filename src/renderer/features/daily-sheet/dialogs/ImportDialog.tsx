import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gradeOfWord } from '../../../../shared/daily-sheet/import';
import { SHEET_TITLES } from '../../../../shared/daily-sheet/sheet';
import type { Input } from '../../../../shared/ipc/contract';
import type {
  SheetChangeView,
  SheetDay,
  SheetImport,
} from '../../../../shared/ipc/requests/workbench/daily-sheet';
import { useSeatAct } from '../../../seat/seat-queries';
import { Dialog } from '../../../ui/Dialog';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Notice } from '../../../ui/feedback/Notice';
import { Tag } from '../../../ui/tags/Tag';
import { marked } from '../../../ui/views';

type Read = Extract<SheetImport, { kind: 'read' }>;

/** An edited file beside the sheet, cell by cell; what is ticked becomes the next revision, all else stays as it is. */
export function ImportDialog({ day, read, onClose }: { day: SheetDay; read: Read; onClose: () => void }) {
  const { t } = useTranslation();
  const { changes, missing } = read;
  const [left, setLeft] = useState(
    () => new Set(changes.filter(({ fault, isContested }) => fault !== null || isContested)),
  );
  const { mutate, isPending, error } = useSeatAct('sheet.save', ['sheet.day', 'sheet.days']);
  const taken = changes.filter((change) => !left.has(change));
  const take = () => {
    if (taken.length === 0 || isPending) return;
    mutate(
      { date: day.date, base: day.revision, ...partsOf(taken), why: t('sheet.importWhy') },
      { onSuccess: onClose },
    );
  };
  const turn = (change: SheetChangeView) =>
    setLeft((before) => {
      const next = new Set(before);
      if (!next.delete(change)) next.add(change);
      return next;
    });
  return (
    <Dialog view="sheet-import" open onClose={onClose} aria-labelledby="import-title" maxWidth="md" fullWidth>
      <DialogTitle id="import-title">{t('sheet.importTitle')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.25, alignContent: 'start' }} data-testid="sheet-import">
        <Box sx={{ color: 'text.secondary' }}>
          {t('sheet.importLead', { name: read.fileName, n: read.revision, count: changes.length })}
        </Box>
        {missing.length > 0 && (
          <Notice tone="attention">
            {t('sheet.importMissing', { numbers: missing.join(t('app.comma')) })}
          </Notice>
        )}
        {changes.length === 0 && <Box {...marked('sheet-import', 'empty')}>{t('sheet.importNone')}</Box>}
        {changes.map((change) => (
          <Change
            key={`${change.callId}/${change.column}`}
            change={change}
            isTaken={!left.has(change)}
            onTurn={() => turn(change)}
          />
        ))}
        {error !== null && <FailureNotice view="sheet-import" error={error} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button
          autoFocus
          variant="contained"
          disabled={taken.length === 0 || isPending}
          onClick={take}
          data-testid="import-take"
        >
          {t('sheet.importTake', { n: taken.length })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Change({
  change,
  isTaken,
  onTurn,
}: {
  change: SheetChangeView;
  isTaken: boolean;
  onTurn: () => void;
}) {
  const { t } = useTranslation();
  const { number, column, was, becomes, isContested, fault } = change;
  const name = `${number} · ${SHEET_TITLES[column]}`;
  return (
    <Box
      data-testid="sheet-change"
      sx={({ seat }) => ({
        display: 'grid',
        gridTemplateColumns: 'auto 8rem 1fr 1fr',
        gap: 1,
        alignItems: 'start',
        borderTop: `1px solid ${seat.line}`,
        pt: 0.5,
      })}
    >
      <Checkbox
        size="small"
        checked={isTaken}
        disabled={fault !== null}
        onChange={onTurn}
        slotProps={{ input: { 'aria-label': `${t('sheet.takeCell')} ${name}` } }}
      />
      <Box>
        {name}
        {isContested && <Tag tone="attention">{t('sheet.contested')}</Tag>}
        {fault !== null && <Tag tone="danger">{t(`sheet.fault.${fault}`)}</Tag>}
      </Box>
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <Box component="span" sx={{ color: 'text.secondary' }}>{`${t('sheet.was')} `}</Box>
        <del>{was || t('app.nothing')}</del>
      </Box>
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <Box component="span" sx={{ color: 'text.secondary' }}>{`${t('sheet.becomes')} `}</Box>
        <ins>{becomes || t('app.nothing')}</ins>
      </Box>
    </Box>
  );
}

function partsOf(changes: readonly SheetChangeView[]): Pick<Input<'sheet.save'>, 'edits' | 'grades'> {
  const edits: Input<'sheet.save'>['edits'] = [];
  const grades: Input<'sheet.save'>['grades'] = [];
  for (const { callId, column, becomes } of changes) {
    if (column !== 'analysis') edits.push({ callId, column, text: becomes });
    else {
      const grade = gradeOfWord(becomes);
      if (grade !== null) grades.push({ callId, grade });
    }
  }
  return { edits, grades };
}

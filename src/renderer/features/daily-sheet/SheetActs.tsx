import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetDay } from '../../../shared/ipc/requests/workbench/daily-sheet';
import { ariaKeys, type ShortcutName } from '../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../commands';
import { SeatError } from '../../seat/seat-client';
import { useSeatAct } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Notice } from '../../ui/feedback/Notice';
import { ExportDialog } from './dialogs/ExportDialog';
import { ImportDialog } from './dialogs/ImportDialog';
import { SaveDialog } from './dialogs/SaveDialog';
import { SignDialog } from './dialogs/SignDialog';
import type { SheetEdits } from './table/use-sheet-edits';

const STALE = ['sheet.day', 'sheet.days'] as const;

/** What can be done with the sheet, each by key: save, confirm the analysis, sign, export, print, import. */
export function SheetActs({ day, sheet }: { day: SheetDay; sheet: SheetEdits }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<'save' | 'sign' | 'export' | null>(null);
  const save = useSeatAct('sheet.save', STALE);
  const analyse = useSeatAct('sheet.analyse', STALE);
  const print = useSeatAct('sheet.print');
  const read = useSeatAct('sheet.import');
  const { date, revision, leads, isOutdated } = day;
  const open = leads.filter(({ isAnalysed }) => !isAnalysed);
  const refused = (analyse.data ?? []).flatMap(({ reason }) => reason ?? []);
  const isDirty = sheet.edits.size > 0;
  const maySave = revision === 0 || isOutdated || isDirty;
  const isSendable = revision > 0 && !isOutdated && !isDirty;
  const close = () => setOpened(null);

  const saveWith = (why: string) =>
    save.mutate(
      { date, base: revision, edits: [...sheet.edits.values()], grades: [], why },
      {
        onSuccess: () => {
          sheet.clear();
          close();
        },
      },
    );
  const acts: { name: ShortcutName; words: string; isOn: boolean; run: () => void }[] = [
    {
      name: 'sheetAnalyse',
      words: open.length === 0 ? t('sheet.analyse') : t('sheet.analyseN', { n: open.length }),
      isOn: open.length > 0 && !analyse.isPending,
      run: () =>
        analyse.mutate({
          items: open.map(({ callId, agentGrade }) => ({ callId, grade: agentGrade, why: '' })),
        }),
    },
    { name: 'sheetSign', words: t('sheet.sign'), isOn: isSendable, run: () => setOpened('sign') },
    { name: 'sheetExport', words: t('sheet.export'), isOn: isSendable, run: () => setOpened('export') },
    { name: 'sheetPrint', words: t('sheet.print'), isOn: isSendable, run: () => print.mutate({ date }) },
    { name: 'sheetImport', words: t('sheet.import'), isOn: revision > 0, run: () => read.mutate({ date }) },
    {
      name: 'sheetSave',
      words: revision > 0 ? t('sheet.save') : leads.length === 0 ? t('sheet.saveZero') : t('sheet.saveFirst'),
      isOn: maySave && !save.isPending,
      run: () => (revision === 0 ? saveWith('') : setOpened('save')),
    },
  ];

  const failure = analyse.error ?? print.error ?? read.error ?? (opened === 'save' ? null : save.error);
  return (
    <Box sx={{ display: 'grid', gap: 0.75, justifyItems: 'end' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, justifyContent: 'flex-end' }}>
        {acts.map((act) => (
          <Act key={act.name} {...act} />
        ))}
      </Box>
      {failure !== null && <FailureNotice view="daily-sheet" error={failure} />}
      {refused.length > 0 && (
        <FailureNotice
          view="daily-sheet"
          error={new SeatError({ code: 'act_refused', params: { reason: refused[0] ?? '' } })}
        />
      )}
      {print.data?.isPrinted === true && <Notice tone="good" title={t('sheet.printed')} />}
      {opened === 'save' && (
        <SaveDialog
          revision={revision + 1}
          edits={sheet.edits.size}
          error={save.error}
          isPending={save.isPending}
          onSave={saveWith}
          onClose={close}
        />
      )}
      {opened === 'sign' && <SignDialog day={day} onClose={close} />}
      {opened === 'export' && <ExportDialog date={date} onClose={close} />}
      {read.data?.kind === 'read' && <ImportDialog day={day} read={read.data} onClose={read.reset} />}
    </Box>
  );
}

function Act({
  name,
  words,
  isOn,
  run,
}: {
  name: ShortcutName;
  words: string;
  isOn: boolean;
  run: () => void;
}) {
  useCommand(name, run, isOn);
  return (
    <Button
      size="small"
      variant={name === 'sheetSave' ? 'contained' : 'outlined'}
      disabled={!isOn}
      onClick={run}
      aria-keyshortcuts={ariaKeys(name)}
      data-testid={name}
    >
      {words}
      <Cap of={name} />
    </Button>
  );
}

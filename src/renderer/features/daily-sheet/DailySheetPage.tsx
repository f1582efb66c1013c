import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionPerson } from '../../../shared/ipc/contract';
import type { SheetDay, SheetLead, StepTick } from '../../../shared/ipc/requests/workbench/daily-sheet';
import { shanghaiDate } from '../../../shared/shanghai-time';
import { useNavigation } from '../../navigation';
import { useSeatQuery } from '../../seat/seat-queries';
import { EmptyState } from '../../ui/feedback/EmptyState';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Page } from '../../ui/Page';
import { DayStrip } from './DayStrip';
import { GradeDialog } from './dialogs/GradeDialog';
import { SheetActs } from './SheetActs';
import { Standing } from './Standing';
import { StepTicks } from './StepTicks';
import { SheetTable, type Place } from './table/SheetTable';
import { useSheetEdits, type SheetEdits } from './table/use-sheet-edits';

/** 日梳理 (Annex 1, R-20…R-23): a day's leads on one sheet, and what the four steps still lack. */
export function DailySheetPage({ person }: { person: SessionPerson }) {
  const { t } = useTranslation();
  const [date, setDate] = useState(() => shanghaiDate(Date.now()));
  const days = useSeatQuery('sheet.days', {});
  const day = useSeatQuery('sheet.day', { date }, { keepPrevious: true });
  const shown = day.data;
  const sheet = useSheetEdits(person.id, shown?.date ?? date);
  return (
    <Page
      view="daily-sheet"
      title={t('nav.sheet')}
      lead={t('sheet.lead')}
      tools={shown && <SheetActs key={shown.date} day={shown} sheet={sheet} />}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, height: '100%', minHeight: 0 }}>
        {days.data && <DayStrip days={days.data} date={date} onChoose={setDate} />}
        {days.isError && <FailureNotice view="daily-sheet" error={days.error} />}
        {day.isError && <FailureNotice view="daily-sheet" error={day.error} />}
        {day.isPending && <Loading view="daily-sheet" />}
        {shown && <Sheet key={shown.date} day={shown} sheet={sheet} />}
      </Box>
    </Page>
  );
}

function Sheet({ day, sheet }: { day: SheetDay; sheet: SheetEdits }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [at, setAt] = useState<Place>({ row: 0, column: 3 });
  const [grading, setGrading] = useState<SheetLead | null>(null);
  const lead = ({ callId, why }: StepTick['lacking'][number]) => {
    const row = day.leads.findIndex((each) => each.callId === callId);
    if (callId !== null && why === 'not_referred') go('cases', callId);
    else if (callId !== null && row < 0) go('queue', callId);
    else setAt({ row, column: 8 });
  };
  return (
    <>
      <StepTicks day={day} onLead={lead} />
      <Standing day={day} sheet={sheet} />
      <Box sx={{ flex: 1, minHeight: '10rem' }}>
        {day.leads.length === 0 ? (
          <EmptyState
            view="daily-sheet"
            title={t('sheet.empty')}
            hint={day.revision === 0 ? t('sheet.emptyHint') : ''}
          />
        ) : (
          <SheetTable
            leads={day.leads}
            sheet={sheet}
            at={at}
            onMove={setAt}
            onGrade={setGrading}
            onOpen={({ callId }) => go('queue', callId)}
          />
        )}
      </Box>
      {grading !== null && (
        <GradeDialog
          callId={grading.callId}
          grade={grading.grade}
          agentGrade={grading.agentGrade}
          onClose={() => setGrading(null)}
        />
      )}
    </>
  );
}

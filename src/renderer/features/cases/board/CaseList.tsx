import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { dueStatusOf } from '../../../../shared/case/rules';
import type { CallId } from '../../../../shared/ids';
import type { CaseRow } from '../../../../shared/ipc/contract';
import { startOfShanghaiDay } from '../../../../shared/shanghai-time';
import { ariaKeys } from '../../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../../commands';
import { ListRow } from '../../../ui/lists/ListRow';
import { Pane } from '../../../ui/lists/Pane';
import { isTyping } from '../../../ui/composing';
import { Pager } from '../../../ui/lists/Pager';
import { GradeTag } from '../../../ui/tags/GradeTag';
import { Tag } from '../../../ui/tags/Tag';

/** So many at once as the core takes. */
const MAX_MARKED = 100;

/** In or out; no more than the core takes. */
function turned(marked: readonly CallId[], callId: CallId): readonly CallId[] {
  if (marked.includes(callId)) return marked.filter((each) => each !== callId);
  return marked.length < MAX_MARKED ? [...marked, callId] : marked;
}

const DUE_TONE = {
  overdue: 'danger',
  today: 'attention',
  tomorrow: 'attention',
  week: 'info',
  later: 'plain',
} as const;

interface CaseListProps {
  rows: readonly CaseRow[];
  total: number;
  page: number;
  today: string | undefined;
  here: CaseRow;
  /** Chosen for a bulk referral; null where this list has none. */
  marked: readonly CallId[] | null;
  onChoose: (id: CallId) => void;
  onMark: (ids: readonly CallId[]) => void;
  onPage: (page: number) => void;
  onBulk: () => void;
}

/** Up and down walk the list from anywhere on the page; Insert marks a row for a bulk referral and goes on, Ctrl with a click marks it. */
export function CaseList(props: CaseListProps) {
  const { t } = useTranslation();
  const { rows, here, marked, onChoose, onMark } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const turn = { ArrowDown: 1, ArrowUp: -1, Insert: 1 }[event.key];
      if (turn === undefined || isTyping(event.target) || event.altKey || event.ctrlKey) return;
      if (document.querySelector('[role=dialog], [role=menu], [role=listbox]:not([data-walks])') !== null)
        return;
      event.preventDefault();
      if (event.key === 'Insert' && marked !== null) onMark(turned(marked, here.callId));
      const next = rows[rows.findIndex(({ callId }) => callId === here.callId) + turn];
      if (next !== undefined) onChoose(next.callId);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [rows, here, marked, onChoose, onMark]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [here.callId]);
  const canBulk = (marked?.length ?? 0) > 0;
  useCommand('caseBulk', props.onBulk, canBulk);

  return (
    <Pane>
      <Box
        ref={list}
        role="listbox"
        aria-label={t('cases.list')}
        aria-multiselectable={marked !== null}
        data-testid="case-list"
        data-walks
        sx={{ flex: 1, overflowY: 'auto' }}
      >
        {rows.map((row) => (
          <ListRow
            key={row.callId}
            role="option"
            aria-selected={row.callId === here.callId}
            aria-checked={marked === null ? undefined : marked.includes(row.callId)}
            data-testid="case-item"
            onClick={(event) => {
              if (event.ctrlKey && marked !== null) onMark(turned(marked, row.callId));
              else onChoose(row.callId);
            }}
          >
            <RowWords row={row} today={props.today} isMarked={marked?.includes(row.callId) === true} />
          </ListRow>
        ))}
      </Box>
      <Foot {...props} canBulk={canBulk} />
    </Pane>
  );
}

function RowWords({ row, today, isMarked }: { row: CaseRow; today: string | undefined; isMarked: boolean }) {
  const { t } = useTranslation();
  const due =
    row.dueDate !== null && today !== undefined && row.stage !== 'closed'
      ? dueStatusOf(row.dueDate, startOfShanghaiDay(today))
      : null;
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 0.75, rowGap: 0.25, alignItems: 'center' }}>
        <Box component="strong" sx={{ flex: 1, whiteSpace: 'nowrap' }}>
          {isMarked && '✓ '}
          {row.localNumber}
        </Box>
        {row.grade !== 'general' && <GradeTag grade={row.grade} />}
        {due !== null && (
          <Tag tone={DUE_TONE[due]}>{t(`cases.due.${due}`, { date: row.dueDate?.slice(5) })}</Tag>
        )}
      </Box>
      <Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        {row.target || t('cases.noTarget')}
      </Box>
      <Box
        sx={{
          display: 'flex',
          gap: 0.75,
          alignItems: 'center',
          color: 'text.secondary',
          fontSize: '0.88rem',
          minWidth: 0,
        }}
      >
        <Box
          component="span"
          sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', flex: 1 }}
        >
          {[t(`cases.part.${row.stage}`), row.unitName ?? row.place].join(' · ')}
        </Box>
        {row.owesSignature && row.stage !== 'closed' && (
          <Tag tone={row.grade === 'major' ? 'danger' : 'attention'}>{t('cases.owesSignature')}</Tag>
        )}
        {row.isFocus && row.grade !== 'major' && <Tag tone="attention">{t('cases.focus')}</Tag>}
      </Box>
    </>
  );
}

function Foot({ total, page, marked, onPage, onBulk, canBulk }: CaseListProps & { canBulk: boolean }) {
  const { t } = useTranslation();
  return (
    <Box
      sx={({ seat }) => ({
        display: 'flex',
        flexWrap: 'wrap',
        gap: 0.75,
        alignItems: 'center',
        px: 1,
        py: 0.75,
        borderTop: `1px solid ${seat.line}`,
        fontSize: '0.9rem',
        color: 'text.secondary',
      })}
    >
      <Pager total={total} page={page} onPage={onPage} />
      {marked !== null && !canBulk && <span>{t('cases.markHint')}</span>}
      {marked !== null && canBulk && (
        <Button
          size="small"
          variant="contained"
          onClick={onBulk}
          aria-keyshortcuts={ariaKeys('caseBulk')}
          data-testid="bulk-refer"
        >
          {t('cases.bulk', { n: marked.length })}
          <Cap of="caseBulk" />
        </Button>
      )}
    </Box>
  );
}

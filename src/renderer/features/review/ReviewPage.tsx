import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../shared/ids';
import type { QueueItem } from '../../../shared/ipc/contract';
import { useSeatQuery } from '../../seat/seat-queries';
import { ListRow } from '../../ui/lists/ListRow';
import { isTyping } from '../../ui/composing';
import { EmptyState } from '../../ui/feedback/EmptyState';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Page } from '../../ui/Page';
import { GradeTag } from '../../ui/tags/GradeTag';
import { StateTag } from '../../ui/tags/StateTag';
import { Tag } from '../../ui/tags/Tag';
import { shortTime } from '../../ui/times';
import { QualitySheet } from './QualitySheet';
import { ReviewSheet } from './ReviewSheet';

const SHOWN = 100;

/** What the supervisor has not seen yet, one record at a time. Review adds a layer; nothing waits for it. */
export function ReviewPage() {
  const { t } = useTranslation();
  const [shown, setShown] = useState<'open' | 'all' | 'quality'>('open');
  const onlyUnreviewed = shown === 'open';
  const [chosen, setChosen] = useState<CallId | null>(null);
  const list = useSeatQuery(
    'queue.list',
    { states: [], search: '', onlyUnreviewed, offset: 0, limit: SHOWN },
    { keepPrevious: true },
  );
  const items = (list.data?.items ?? []).filter((item) => item.finishedAt !== null);
  const here = items.find((item) => item.id === chosen) ?? items[0];

  return (
    <Page
      view="review"
      title={t('nav.review')}
      lead={t('review.lead')}
      tools={
        <ToggleButtonGroup
          exclusive
          size="small"
          value={shown}
          aria-label={t('review.filter')}
          onChange={(_, value: 'open' | 'all' | 'quality' | null) => value !== null && setShown(value)}
          sx={{
            '& .MuiToggleButton-root': {
              px: 2,
              textTransform: 'none',
              fontSize: '0.95rem',
              whiteSpace: 'nowrap',
            },
          }}
        >
          <ToggleButton value="open">{t('review.unreviewed')}</ToggleButton>
          <ToggleButton value="all">{t('review.all')}</ToggleButton>
          <ToggleButton value="quality" data-testid="quality-tab">
            {t('quality.tab')}
          </ToggleButton>
        </ToggleButtonGroup>
      }
    >
      {shown === 'quality' && <QualitySheet />}
      {shown !== 'quality' && list.isPending && <Loading view="review" />}
      {shown !== 'quality' && list.isError && <FailureNotice view="review" error={list.error} />}
      {shown !== 'quality' && list.data && here === undefined && (
        <EmptyState view="review" title={t('review.empty')} hint={t('review.emptyHint')} />
      )}
      {shown !== 'quality' && here !== undefined && (
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: 'minmax(9rem, 21rem) minmax(18rem, 1fr)',
            gap: 1.5,
            height: '100%',
          }}
        >
          <RecordList items={items} here={here} onChoose={setChosen} />
          <ReviewSheet
            key={here.id}
            id={here.id}
            onDone={() => setChosen(items[items.indexOf(here) + 1]?.id ?? null)}
          />
        </Box>
      )}
    </Page>
  );
}

interface RecordListProps {
  items: readonly QueueItem[];
  here: QueueItem;
  onChoose: (id: CallId) => void;
}

/** Up and down walk the list from anywhere on the page, so that the eyes may stay on the record. */
function RecordList({ items, here, onChoose }: RecordListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (turn === undefined || isTyping(event.target) || event.altKey || event.ctrlKey) return;
      if (document.querySelector('[role=dialog]') !== null) return;
      const next = items[items.indexOf(here) + turn];
      event.preventDefault();
      if (next !== undefined) onChoose(next.id);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [items, here, onChoose]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [here.id]);
  return (
    <Box
      ref={list}
      role="listbox"
      aria-label={t('review.list')}
      data-testid="review-list"
      sx={({ seat }) => ({
        overflowY: 'auto',
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        background: seat.sheet,
      })}
    >
      {items.map((item) => (
        <ListRow
          key={item.id}
          role="option"
          aria-selected={item.id === here.id}
          data-testid="review-item"
          onClick={() => onChoose(item.id)}
        >
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, rowGap: 0.25, alignItems: 'center' }}>
            <Box component="strong" sx={{ flex: 1, whiteSpace: 'nowrap' }}>
              {item.localNumber}
            </Box>
            {item.grade !== null && item.grade !== 'general' && <GradeTag grade={item.grade} />}
            <StateTag state={item.state} />
          </Box>
          <Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
            {item.title || (item.disposition && t(`disposition.${item.disposition}`))}
          </Box>
          <Box
            sx={{
              display: 'flex',
              gap: 1,
              alignItems: 'center',
              color: 'text.secondary',
              fontSize: '0.88rem',
            }}
          >
            {item.disposition && t(`disposition.${item.disposition}`)} · {item.agentName} ·{' '}
            {shortTime(item.startedAt)}
            <Box sx={{ flex: 1 }} />
            {item.completeness && (
              <Tag tone={item.completeness.answered === item.completeness.of ? 'good' : 'attention'}>
                {item.completeness.answered} / {item.completeness.of}
              </Tag>
            )}
          </Box>
        </ListRow>
      ))}
    </Box>
  );
}

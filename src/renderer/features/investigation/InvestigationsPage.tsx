import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../shared/ids';
import type { InvestigationItem } from '../../../shared/investigation/views';
import { shanghaiDate } from '../../../shared/shanghai-time';
import { useSeatQuery } from '../../seat/seat-queries';
import { EmptyState } from '../../ui/feedback/EmptyState';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Page } from '../../ui/Page';
import { Tag } from '../../ui/tags/Tag';
import { shortTime } from '../../ui/times';
import { useCompact } from '../../ui/use-compact';
import { InvestigationPage } from './InvestigationPage';

/** Cases whose report is being written, or waits for its replies: the nearest date first. */
export function InvestigationsPage({ callId }: { callId: CallId | null }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(callId);
  const list = useSeatQuery('investigation.list', {});
  if (chosen !== null) return <InvestigationPage callId={chosen} onClose={() => setChosen(null)} />;
  return (
    <Page view="investigations" title={t('nav.investigation')} lead={t('investigation.lead')}>
      {list.isError && <FailureNotice view="investigations" error={list.error} />}
      {list.isPending && <Loading view="investigations" />}
      {list.data?.length === 0 && (
        <EmptyState
          view="investigations"
          title={t('investigation.empty')}
          hint={t('investigation.emptyHint')}
        />
      )}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {list.data?.map((item) => (
          <li key={item.callId}>
            <Row item={item} onOpen={() => setChosen(item.callId)} />
          </li>
        ))}
      </Box>
    </Page>
  );
}

function Row({ item, onOpen }: { item: InvestigationItem; onOpen: () => void }) {
  const { t } = useTranslation();
  const isCompact = useCompact();
  const isLate = item.dueOn < shanghaiDate(Date.now());
  return (
    <ButtonBase
      onClick={onOpen}
      data-testid="investigation-item"
      sx={({ seat }) => ({
        display: 'grid',
        gridTemplateColumns: isCompact
          ? 'minmax(0, 1fr)'
          : '11rem minmax(0, 2fr) minmax(0, 1fr) 9rem 10rem 6rem',
        gap: isCompact ? 0.2 : 1.5,
        width: '100%',
        p: 1.2,
        textAlign: 'left',
        fontSize: '1rem',
        borderBottom: `1px solid ${seat.line}`,
        background: seat.sheet,
        '&:hover': { background: seat.primaryTint },
      })}
    >
      <span>{item.localNumber}</span>
      <Box component="span" sx={{ fontWeight: 600 }}>
        {item.title}
      </Box>
      <span>{item.unitName}</span>
      <Box component="span" sx={{ color: isLate ? 'error.main' : 'inherit' }}>
        {t('investigation.due', { date: item.dueOn })}
      </Box>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {item.savedAt === null
          ? t('investigation.notBegun')
          : t('investigation.savedOn', { time: shortTime(item.savedAt) })}
      </Box>
      <span>
        <Tag tone={item.stage === 'handling' ? 'plain' : 'attention'}>
          {t(`investigation.stage.${item.stage}`)}
        </Tag>
      </span>
    </ButtonBase>
  );
}

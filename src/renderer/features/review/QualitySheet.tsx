import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QUALITY_LEVELS, type QualityLevel } from '../../../shared/daily-sheet/sample';
import type { QualityDay } from '../../../shared/ipc/requests/workbench/daily-sheet';
import { shanghaiDate } from '../../../shared/shanghai-time';
import { useNavigation } from '../../navigation';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { EmptyState } from '../../ui/feedback/EmptyState';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Tag } from '../../ui/tags/Tag';
import { marked } from '../../ui/views';

type Drawn = QualityDay['drawn'][number];

/** 质量抽检: the calls of a day that were drawn, each looked at by two persons apart. */
export function QualitySheet() {
  const { t } = useTranslation();
  const today = shanghaiDate(Date.now());
  const [date, setDate] = useState(today);
  const day = useSeatQuery('quality.day', { date }, { keepPrevious: true });
  const give = useSeatAct('quality.add', ['quality.day']);
  return (
    <Box
      {...(day.data && day.data.drawn.length > 0 && marked('quality'))}
      sx={{ display: 'grid', gap: 1.25, alignContent: 'start', height: '100%', overflowY: 'auto' }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
        <TextField
          type="date"
          size="small"
          value={date}
          sx={{ width: '10.5rem' }}
          onChange={({ target }) =>
            /^\d{4}-\d{2}-\d{2}$/.test(target.value) && target.value <= today && setDate(target.value)
          }
          slotProps={{ htmlInput: { max: today, 'aria-label': t('ledger.day') } }}
        />
        {day.data && (
          <Box sx={{ color: 'text.secondary' }}>
            {t('quality.lead', { calls: day.data.calls, n: day.data.drawn.length })}{' '}
            {day.data.agreement.pairs > 0 && t('quality.agreement', { ...day.data.agreement })}
          </Box>
        )}
      </Box>
      {day.isPending && <Loading view="quality" />}
      {day.isError && <FailureNotice view="quality" error={day.error} />}
      {give.isError && <FailureNotice view="quality" error={give.error} />}
      {day.data?.drawn.length === 0 && (
        <EmptyState view="quality" title={t('quality.empty')} hint={t('quality.emptyHint')} />
      )}
      {day.data?.drawn.map((drawn) => (
        <DrawnCall
          key={drawn.callId}
          drawn={drawn}
          onGive={(level, remark) => give.mutate({ date, callId: drawn.callId, level, remark })}
        />
      ))}
    </Box>
  );
}

function DrawnCall({
  drawn,
  onGive,
}: {
  drawn: Drawn;
  onGive: (level: QualityLevel, remark: string) => void;
}) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { first, second, turn } = drawn;
  return (
    <Box
      component="section"
      aria-label={drawn.localNumber}
      data-testid="drawn"
      sx={({ seat }) => ({
        display: 'grid',
        gap: 0.75,
        p: 1.25,
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        background: seat.sheet,
      })}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
        <Button size="small" onClick={() => go('queue', drawn.callId)}>
          {drawn.localNumber}
        </Button>
        <span>{drawn.title}</span>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {t('quality.agent')} {drawn.agentName}
        </Box>
      </Box>
      {turn !== 'second' && <Look name={t('quality.first')} look={first} />}
      {turn !== 'first' && <Look name={t('quality.second')} look={second} />}
      {(turn === 'first' || turn === 'second') && <GiveLevel onGive={onGive} />}
      {turn === 'other' && <Box sx={{ color: 'text.secondary' }}>{t('quality.otherPerson')}</Box>}
    </Box>
  );
}

function Look({ name, look }: { name: string; look: Drawn['first'] }) {
  const { t } = useTranslation();
  return (
    <Box>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {name}{' '}
      </Box>
      {look === null ? (
        <Tag tone="plain">{t('quality.open')}</Tag>
      ) : (
        <>
          <Tag tone={look.level === 'fail' ? 'danger' : 'good'}>{t(`quality.level.${look.level}`)}</Tag>{' '}
          {look.by} {look.remark}
        </>
      )}
    </Box>
  );
}

function GiveLevel({ onGive }: { onGive: (level: QualityLevel, remark: string) => void }) {
  const { t } = useTranslation();
  const [level, setLevel] = useState<QualityLevel | ''>('');
  const [remark, setRemark] = useState('');
  return (
    <Box
      component="form"
      onSubmit={(event: React.FormEvent) => {
        event.preventDefault();
        if (level !== '') onGive(level, remark);
      }}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}
    >
      <TextField
        select
        size="small"
        label={t('quality.give')}
        value={level}
        sx={{ width: '8rem' }}
        onChange={({ target }) => setLevel(QUALITY_LEVELS.find((each) => each === target.value) ?? '')}
      >
        {QUALITY_LEVELS.map((each) => (
          <MenuItem key={each} value={each}>
            {t(`quality.level.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        size="small"
        label={t('quality.remark')}
        value={remark}
        sx={{ flex: 1, minWidth: '10rem' }}
        onChange={({ target }) => setRemark(target.value)}
        slotProps={{ htmlInput: { maxLength: 1000 } }}
      />
      <Button type="submit" variant="outlined" disabled={level === ''}>
        {t('quality.give')}
      </Button>
    </Box>
  );
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarryState, ExportOutcome } from '../../../../shared/ipc/contract';
import { Notice } from '../../../ui/feedback/Notice';
import { fullTime } from '../../../ui/times';
import { Part, Progress } from './Part';

const SPANS = [1, 3, 7, 30];

interface ExportPartProps {
  state: CarryState;
  isBusy: boolean;
  outcome: ExportOutcome | undefined;
  onExport: (days: number | null) => void;
}

/** What a file would hold, by state; where it goes is asked by the system. */
export function ExportPart({ state, isBusy, outcome, onExport }: ExportPartProps) {
  const { t } = useTranslation();
  const [days, setDays] = useState<number | null>(null);
  const { waiting, unconfirmed, quarantined, lastOut, work } = state;
  const isNothing = waiting + unconfirmed === 0 || outcome?.kind === 'nothing_owed';
  return (
    <Part title={t('carry.out')} lead={t('carry.outText')}>
      <Box
        component="dl"
        sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, rowGap: 0.25, m: 0 }}
        data-testid="carry-counts"
      >
        {(['waiting', 'unconfirmed', 'quarantined'] as const).map((name) => (
          <Box key={name} sx={{ display: 'flex', gap: 0.75, alignItems: 'baseline', whiteSpace: 'nowrap' }}>
            <Box component="dt" sx={{ color: 'text.secondary' }}>
              {t(`carry.${name}`)}
            </Box>
            <Box component="dd" sx={{ m: 0, fontWeight: 600 }}>
              {{ waiting, unconfirmed, quarantined }[name]}
            </Box>
          </Box>
        ))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.25, alignItems: 'center', pt: 0.75 }}>
        <TextField
          select
          label={t('carry.span')}
          value={days ?? 0}
          onChange={({ target }) => setDays(Number(target.value) || null)}
          sx={{ width: '14rem' }}
        >
          <MenuItem value={0}>{t('carry.all')}</MenuItem>
          {SPANS.map((n) => (
            <MenuItem key={n} value={n}>
              {t('carry.lastDays', { n })}
            </MenuItem>
          ))}
        </TextField>
        <Button
          variant="contained"
          disabled={waiting + unconfirmed === 0}
          aria-disabled={isBusy} // a disabled button would let the keyboard's place go
          onClick={() => !isBusy && onExport(days)}
          data-testid="carry-export"
        >
          {t('carry.export')}
        </Button>
      </Box>
      {isNothing && <Box role="status">{t('carry.nothing')}</Box>}
      {work?.direction === 'out' && (
        <Progress words={t('carry.working', { done: work.done, of: work.of })} {...work} />
      )}
      {outcome?.kind === 'saved' && (
        <Notice tone="good" title={t('carry.saved', { n: outcome.records, name: outcome.fileName })}>
          {t('carry.savedText')}
          {outcome.left > 0 && ` ${t('carry.left', { n: outcome.left })}`}
        </Notice>
      )}
      {lastOut && (
        <Box sx={{ color: 'text.secondary' }} data-testid="carry-last-out">
          {t('carry.lastOut', { n: lastOut.records, time: fullTime(lastOut.at), by: lastOut.by })}
        </Box>
      )}
    </Part>
  );
}

import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { AmendmentView } from '../../../../shared/ipc/contract';
import { useSeatQuery } from '../../../seat/seat-queries';
import { Tag } from '../../../ui/tags/Tag';
import { PART_NAMES, partWords } from '../detail/part-words';

export type Side = 'ours' | 'theirs';

const Version = styled(ButtonBase)(({ theme: { seat } }) => ({
  display: 'block',
  width: '100%',
  padding: '0.5rem 0.8rem',
  border: `1px solid ${seat.lineStrong}`,
  borderRadius: 4,
  background: seat.sheet,
  font: 'inherit',
  textAlign: 'left',
  verticalAlign: 'top',
  '&[aria-checked=true]': {
    borderColor: seat.primary,
    boxShadow: `inset 0 0 0 1px ${seat.primary}`,
    background: seat.primaryTint,
  },
}));

interface PartChoiceProps {
  view: AmendmentView;
  difference: AmendmentView['differences'][number];
  chosen: Side | null;
  isFirst: boolean;
  onChoose: (side: Side) => void;
}

/** One part in two versions, and what both started from where both changed it. Arrow keys choose. */
export function PartChoice({ view, difference, chosen, isFirst, onChoose }: PartChoiceProps) {
  const { t } = useTranslation();
  const name = useId();
  const bundle = useSeatQuery('bundle.current', {}).data;
  const { part, changedBy } = difference;
  const words = (version: Side | 'base') => partWords(part, view[version], bundle, t) || t('amendment.empty');
  const side = (version: Side, isStop: boolean) => (
    <Version
      role="radio"
      aria-checked={chosen === version}
      tabIndex={isStop ? 0 : -1}
      autoFocus={isFirst && isStop}
      data-testid={`choose-${part}-${version}`}
      onClick={() => onChoose(version)}
    >
      <Box component="span" sx={{ display: 'block', color: 'text.secondary', fontSize: '0.88rem' }}>
        {version === 'ours' ? t('amendment.ours', { n: view.revision }) : t('amendment.theirs')}
      </Box>
      <Box component="span" sx={{ display: 'block', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {words(version)}
      </Box>
    </Version>
  );
  return (
    <Box
      role="radiogroup"
      aria-labelledby={name}
      onKeyDown={(event) => {
        const to = { ArrowLeft: 'ours', ArrowUp: 'ours', ArrowRight: 'theirs', ArrowDown: 'theirs' }[
          event.key
        ];
        if (to !== 'ours' && to !== 'theirs') return;
        event.preventDefault();
        onChoose(to);
        event.currentTarget.querySelector<HTMLElement>(`[data-testid=choose-${part}-${to}]`)?.focus();
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 0.4 }}>
        <Box component="h3" id={name} sx={{ m: 0, fontSize: '1rem', fontWeight: 600 }}>
          {t(PART_NAMES[part])}
        </Box>
        <Tag tone={changedBy === 'both' ? 'attention' : 'plain'}>{t(`amendment.changedBy.${changedBy}`)}</Tag>
        {changedBy === 'both' && (
          <Box
            sx={{ color: 'text.secondary', fontSize: '0.9rem', overflow: 'hidden', textOverflow: 'ellipsis' }}
          >
            {t('amendment.base', { n: view.baseRevision, words: words('base') })}
          </Box>
        )}
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', gap: 1 }}>
        {side('ours', chosen !== 'theirs')}
        {side('theirs', chosen === 'theirs')}
      </Box>
    </Box>
  );
}

import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { centerTimeOf } from '../../../../shared/case/act';
import type { CaseView } from '../../../../shared/ipc/contract';
import { Tag } from '../../../ui/tags/Tag';
import { ageOf, fullTime } from '../../../ui/times';
import { EvidenceList } from '../../attachments';
import { actDetails } from './act-words';

/** After so long without a word of the center, what it did is told with its age. */
const STALE_MS = 24 * 3_600_000;

/** All that was done, oldest first, by whom and in which round; what the center did is marked as the center's. */
export function CaseTimeline({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  let round = 1;
  const acts = view.acts.map((noted) => {
    if (noted.act.kind === 'reopened') round += 1;
    return {
      key: `a${noted.number}`,
      at: centerTimeOf(noted),
      isSure: noted.clockOffsetMs !== null,
      isCenter: false,
      round,
      name: t(`cases.act.${noted.act.kind}`),
      words: [noted.byName, ...actDetails(noted.act, t)],
      files: noted.files,
    };
  });
  const center = view.center.map((change) => ({
    key: `c${change.position}`,
    at: change.at,
    isSure: true,
    isCenter: true,
    round: 1,
    name: t(`amendment.did.${change.did}`),
    words: [change.by, change.why],
    files: [],
  }));
  const entries = [...acts, ...center].sort((a, b) => a.at - b.at);
  if (entries.length === 0) return <Box sx={{ color: 'text.secondary' }}>{t('cases.noActs')}</Box>;
  return (
    <>
      <Box
        component="ol"
        data-testid="case-timeline"
        sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.35 }}
      >
        {entries.map((entry) => (
          <Box
            component="li"
            key={entry.key}
            sx={{ display: 'grid', gridTemplateColumns: '9.2rem minmax(0, 1fr)', gap: 1.25 }}
          >
            <Box sx={{ color: 'text.secondary' }}>
              {fullTime(entry.at).slice(0, 16)}
              {!entry.isSure && t('cases.unsureTime')}
            </Box>
            <Box sx={{ overflowWrap: 'anywhere' }}>
              {entry.isCenter && <Tag tone="info">{t('cases.center')}</Tag>} {entry.name}
              {entry.round > 1 && <> ({t('cases.round', { n: entry.round })})</>}
              <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>
                {entry.words.filter(Boolean).join(' · ')}
              </Box>
              <EvidenceList ids={entry.files} files={view.files} />
            </Box>
          </Box>
        ))}
      </Box>
      {center.length > 0 && <CenterAge heardAt={view.heardAt} now={view.now} />}
    </>
  );
}

/** What the center did may have gone on since: told where nothing was heard of it for a day. */
function CenterAge({ heardAt, now }: { heardAt: number | null; now: number }) {
  const { t } = useTranslation();
  if (heardAt !== null && now - heardAt < STALE_MS) return null;
  const { unit, n } = ageOf(now - (heardAt ?? now));
  const age = heardAt === null ? t('cases.neverHeard') : t('cases.heard', { age: t(`age.${unit}`, { n }) });
  return <Box sx={{ mt: 0.5, color: 'error.main', fontSize: '0.88rem' }}>{age}</Box>;
}

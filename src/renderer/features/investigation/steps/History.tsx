import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { differencesOf } from '../../../../shared/investigation/fields';
import type { Investigation } from '../../../../shared/investigation/investigation';
import type { RevisionView } from '../../../../shared/investigation/views';
import { useSeatAct, useSeatQuery } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { fullTime } from '../../../ui/times';
import { marked } from '../../../ui/views';
import { useInvestigation } from '../investigation-context';
import { DifferenceList } from './DifferenceList';

/** What was kept, by whom and why; each against the one before it, the last against what is typed now. */
export function History() {
  const { t } = useTranslation();
  const { view, form, isLocked } = useInvestigation();
  const [chosen, setChosen] = useState<number | null>(null);
  const [why, setWhy] = useState('');
  const keep = useSeatAct('investigation.keep', ['investigation.get']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (why.trim().length >= 2)
      keep.mutate({ callId: view.callId, why: why.trim() }, { onSuccess: () => setWhy('') });
  };
  return (
    <Box {...marked('investigation-history')} sx={{ display: 'grid', gap: 1.2 }}>
      {!isLocked && (
        <Box component="form" onSubmit={submit} sx={{ display: 'flex', gap: 1 }}>
          <TextField
            label={t('investigation.keepWhy')}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 200, spellCheck: false } }}
          />
          <Button type="submit" disabled={why.trim().length < 2 || keep.isPending}>
            {t('investigation.keepNow')}
          </Button>
        </Box>
      )}
      {keep.isError && <FailureNotice view="investigation-history" error={keep.error} />}
      {view.revisions.length === 0 && (
        <Box sx={{ color: 'text.secondary' }}>{t('investigation.noRevisions')}</Box>
      )}
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}>
        {view.revisions.toReversed().map((revision) => (
          <Box
            component="li"
            key={revision.revision}
            sx={({ seat }) => ({ borderTop: `1px solid ${seat.line}`, pt: 1 })}
          >
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
              <strong>{t('investigation.revision', { n: revision.revision })}</strong>
              <span>{whyWords(t, revision)}</span>
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {revision.by} · {fullTime(revision.at).slice(0, 16)} · {revision.sha256.slice(0, 12)}
              </Box>
              <Button
                size="small"
                aria-expanded={chosen === revision.revision}
                onClick={() => setChosen(chosen === revision.revision ? null : revision.revision)}
              >
                {t('investigation.compare')}
              </Button>
            </Box>
            {chosen === revision.revision && <Compared revision={revision.revision} now={form} />}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function whyWords(t: TFunction, { why }: RevisionView): string {
  return why === 'signed' || why === 'docx' ? t(`investigation.why.${why}`) : why;
}

/** A revision against what is typed now. */
function Compared({ revision, now }: { revision: number; now: Investigation }) {
  const { view } = useInvestigation();
  const kept = useSeatQuery('investigation.revision', { callId: view.callId, revision });
  if (kept.isError) return <FailureNotice view="investigation-history" error={kept.error} />;
  return kept.data === undefined ? null : <DifferenceList differences={differencesOf(kept.data, now)} />;
}

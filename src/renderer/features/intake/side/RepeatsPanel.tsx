import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RepeatCandidate } from '../../../../shared/ipc/contract';
import type { RepeatLink } from '../../../../shared/report/report';
import { request } from '../../../seat/seat-client';
import { isComposing } from '../../../ui/composing';
import { Kbd } from '../../../ui/Kbd';
import { StateTag } from '../../../ui/tags/StateTag';
import { Tag } from '../../../ui/tags/Tag';
import { fullTime } from '../../../ui/times';
import { questionOf, type RepeatAnswer, RepeatAsker, withDecision } from '../draft/repeat-question';
import { useCall } from '../call/call-context';
import { focusForm } from '../call/focus';
import { SideBlock } from './SideBlock';

/**
 * Calls of the seat that may be about the same matter, found while the agent types. Linked or dismissed with a
 * key; a link is kept in the draft and merges nothing.
 */
export function RepeatsPanel() {
  const { t } = useTranslation();
  const { draft, form, changeReport } = useCall();
  const list = useRef<HTMLUListElement>(null);
  const { isAsked, answer } = useRepeats();
  const { links } = form.report.repeats;
  const found = answer === null || answer === 'failed' ? null : answer;
  const candidates = found?.candidates ?? [];
  const elsewhere = links.filter(
    ({ callId, decision }) =>
      decision === 'linked' && !candidates.some((candidate) => candidate.callId === callId),
  );

  const settle = (link: Pick<RepeatLink, 'callId' | 'localNumber'>, decision: RepeatLink['decision']) =>
    changeReport((report) => ({
      ...report,
      repeats: { ...report.repeats, links: withDecision(report.repeats.links, link, decision) },
    }));

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[data-candidate]') ?? [])];
    const here = items.findIndex((item) => item.contains(document.activeElement));
    const candidate = candidates[here];
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === 'l' && candidate) settle(candidate, 'linked');
    else if (key === 'd' && candidate) settle(candidate, 'dismissed');
    else if (key === 'ArrowDown') items[Math.min(here + 1, items.length - 1)]?.focus();
    else if (key === 'ArrowUp') items[Math.max(here - 1, 0)]?.focus();
    else if (/^[1-5]$/.test(key)) items[Number(key) - 1]?.focus();
    else if (key === 'Escape' && list.current !== null) focusForm(list.current);
    else return;
    event.preventDefault();
  };

  if (questionOf(draft) === null && links.length === 0) return null;
  return (
    <SideBlock
      view="side-repeats"
      title={t('repeats.title')}
      mark={candidates.length > 0 && <Tag tone="attention">{candidates.length}</Tag>}
      shortcut="Alt+K"
    >
      <Box data-testid="repeats" data-panel="repeats" tabIndex={-1} sx={{ fontSize: '0.93rem' }}>
        <Box role="status" sx={{ color: 'text.secondary' }}>
          {sentence()}
        </Box>
        {candidates.length > 0 && (
          <Box
            component="ul"
            ref={list}
            aria-label={t('repeats.list')}
            onKeyDown={onKeyDown}
            sx={{ m: 0, p: 0, listStyle: 'none' }}
          >
            {candidates.map((candidate, place) => (
              <Candidate
                key={candidate.callId}
                candidate={candidate}
                place={place + 1}
                decision={links.find(({ callId }) => callId === candidate.callId)?.decision ?? null}
                onSettle={(decision) => settle(candidate, decision)}
              />
            ))}
          </Box>
        )}
        {elsewhere.map((link) => (
          <Box key={link.callId} sx={{ display: 'flex', alignItems: 'center', gap: 0.75, mt: 0.5 }}>
            <Tag tone="good">{t('repeats.linked')}</Tag>
            {link.localNumber}
            <Button size="small" tabIndex={-1} onClick={() => settle(link, 'linked')} sx={{ ml: 'auto' }}>
              {t('repeats.undo')}
            </Button>
          </Box>
        ))}
      </Box>
    </SideBlock>
  );

  /** How the search stands; nothing where candidates say enough. */
  function sentence(): string {
    if (answer === 'failed' || found?.isAvailable === false) return t('repeats.unavailable');
    if (found === null) return isAsked ? t('repeats.searching') : '';
    if (!found.isReady) return t('repeats.reading', { n: found.searched });
    return candidates.length === 0 ? t('repeats.none', { n: found.searched }) : '';
  }
}

/** The seat's answer to what stands in the draft now. */
function useRepeats(): { isAsked: boolean; answer: RepeatAnswer | null } {
  const { draft } = useCall();
  const [answer, setAnswer] = useState<RepeatAnswer | null>(null);
  const [asker, setAsker] = useState<RepeatAsker | null>(null);
  useEffect(() => {
    const made = new RepeatAsker((question) => request('repeats.find', question), setAnswer);
    setAsker(made);
    return () => made.close();
  }, []);
  const asked = JSON.stringify(questionOf(draft));
  const question = useMemo(() => JSON.parse(asked) as ReturnType<typeof questionOf>, [asked]);
  useEffect(() => {
    asker?.want(question);
    if (question === null) setAnswer(null);
  }, [asker, question]);
  return { isAsked: question !== null, answer };
}

interface CandidateProps {
  candidate: RepeatCandidate;
  place: number;
  decision: RepeatLink['decision'] | null;
  onSettle: (decision: RepeatLink['decision']) => void;
}

function Candidate({ candidate, place, decision, onSettle }: CandidateProps) {
  const { t } = useTranslation();
  const { localNumber, centerNumber, startedAt, title, state, verdict, parts } = candidate;
  const told = parts.filter(({ words, value }) => words.length > 0 && value > 0);
  return (
    <Box
      component="li"
      tabIndex={-1}
      data-candidate={candidate.callId}
      data-decision={decision ?? 'open'}
      aria-label={t('repeats.candidate', { place, title, number: centerNumber ?? localNumber })}
      aria-keyshortcuts={`${place} L D`}
      sx={({ seat }) => ({
        mx: -0.75,
        px: 0.75,
        py: 0.5,
        borderTop: `1px solid ${seat.line}`,
        // What it rests on is told of the best one, and of the one that the hands are at.
        '& [data-more]': { display: 'none' },
        '&:first-of-type [data-more], &:focus [data-more], &:focus-within [data-more], &:hover [data-more]': {
          display: 'flex',
        },
      })}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.5 }}>
        <Kbd>{String(place)}</Kbd>
        <Box component="strong" sx={{ wordBreak: 'break-all' }}>
          {title}
        </Box>
        <Tag tone={verdict === 'likely' ? 'attention' : 'plain'}>{t(`repeats.${verdict}`)}</Tag>
        {decision !== null && (
          <Tag tone={decision === 'linked' ? 'good' : 'plain'}>{t(`repeats.${decision}`)}</Tag>
        )}
      </Box>
      <Box sx={{ color: 'text.secondary', wordBreak: 'break-all' }}>{candidate.place}</Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.5, fontSize: '0.88rem' }}>
        {centerNumber ?? localNumber}
        <span>{fullTime(startedAt).slice(0, 16)}</span>
        <StateTag state={state} />
      </Box>
      {told.map(({ kind, words }) => (
        <Box key={kind} data-more sx={{ gap: 0.75, fontSize: '0.88rem', wordBreak: 'break-all' }}>
          <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
            {t(`repeats.part.${kind}`)}
          </Box>
          {words.slice(0, SHOWN_WORDS).join(t('repeats.comma'))}
        </Box>
      ))}
      <Box data-more sx={{ gap: 0.5, mt: 0.5 }}>
        <Button size="small" tabIndex={-1} onClick={() => onSettle('linked')}>
          {t(decision === 'linked' ? 'repeats.undo' : 'repeats.link')} <Kbd>L</Kbd>
        </Button>
        <Button size="small" tabIndex={-1} onClick={() => onSettle('dismissed')}>
          {t(decision === 'dismissed' ? 'repeats.undo' : 'repeats.dismiss')} <Kbd>D</Kbd>
        </Button>
      </Box>
    </Box>
  );
}

const SHOWN_WORDS = 6;

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { freeTextsOf } from '../../../../shared/privacy/free-texts';
import type { KeptWords } from '../../../../shared/privacy/kept-words';
import { neutralWordsFor, withKeptWords, withNeutralWords } from '../../../../shared/privacy/settle';
import type { StepId } from '../../../../shared/script/steps';
import { Kbd } from '../../../ui/Kbd';
import { Tag } from '../../../ui/tags/Tag';
import { findIdentityIn, type MarkedHit } from '../draft/identity-scan';
import { useCall } from '../call/call-context';
import { focusAfterLine, focusPanel } from '../call/focus';
import { SideBlock } from './SideBlock';

const REASONS: readonly KeptWords['because'][] = ['of_target', 'of_public_office', 'not_identity'];

/** What may tell who is calling: put into neutral words, or said to be somebody else's. Until then no referral. */
export function IdentityPanel({ onOpen }: { onOpen: (step: StepId) => void }) {
  const { t } = useTranslation();
  const { form } = useCall();
  const settled = useDeferredValue(form);
  const found = useMemo(() => findIdentityIn(settled), [settled]);
  const texts = useMemo(
    () => new Map(freeTextsOf(settled).map(({ field, text }) => [field, text])),
    [settled],
  );
  const [hit] = found; // one at a time: settling it brings the next
  const hasSettled = useRef(false);
  const at = hit && `${hit.field}${hit.start}${hit.kind}`;
  // The hands stay here for the next place, and go back to the questions after the last.
  useEffect(() => {
    if (!hasSettled.current) return;
    hasSettled.current = false;
    const call = document.querySelector('[data-testid=call]');
    if (call === null) return;
    if (at === undefined) focusAfterLine(call);
    else focusPanel(call, 'identity');
  }, [at]);
  if (hit === undefined) return null;
  return (
    <SideBlock
      view="side-identity"
      title={t('side.identity')}
      mark={<Tag tone="attention">{found.length}</Tag>}
      shortcut="Alt+I"
    >
      <Box data-testid="identity-warnings" data-panel="identity" sx={{ fontSize: '0.93rem' }}>
        <Box role="status" sx={{ color: 'text.secondary', fontSize: '0.88rem', mb: 0.5 }}>
          {t('side.identityAdvice')}
        </Box>
        <Hit
          key={at}
          hit={hit}
          neutral={neutralWordsFor(texts.get(hit.field) ?? '', hit)?.becomes ?? ''}
          onOpen={onOpen}
          onSettled={() => (hasSettled.current = true)}
        />
        {found.length > 1 && (
          <Box sx={{ color: 'text.secondary' }}>{t('side.identityMore', { n: found.length - 1 })}</Box>
        )}
      </Box>
    </SideBlock>
  );
}

interface HitProps {
  hit: MarkedHit;
  neutral: string;
  onOpen: (step: StepId) => void;
  onSettled: () => void;
}

function Hit({ hit, neutral, onOpen, onSettled }: HitProps) {
  const { t } = useTranslation();
  const { change, draft } = useCall();
  const rewrite = () => {
    change((form) => withNeutralWords(form, hit, draft.revises?.hasSealedIdentity ?? false));
    onSettled();
  };
  const keep = (because: KeptWords['because']) => {
    change((form) => withKeptWords(form, hit, because));
    onSettled();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const because = REASONS[Number(event.key) - 1];
    if (because === undefined || event.ctrlKey || event.altKey) return;
    event.preventDefault(); // a digit here settles the hit and chooses nothing in the step
    keep(because);
  };
  return (
    <Box data-testid="identity-hit" data-kind={hit.kind} onKeyDown={onKeyDown}>
      <Link component="button" tabIndex={-1} onClick={() => onOpen(hit.step)}>
        {t(`identityField.${hit.field}`)}
      </Link>
      {' · '}
      {t(`identityKind.${hit.kind}`)}
      <Box sx={{ wordBreak: 'break-all' }}>
        {hit.before}
        <mark>{hit.words}</mark>
        {hit.after}
      </Box>
      <Box sx={{ display: 'grid', gap: 0.5, mt: 0.5 }}>
        {neutral !== '' && (
          <Button
            size="small"
            data-neutral
            onClick={rewrite}
            sx={{ whiteSpace: 'normal', textAlign: 'left' }}
          >
            {t('side.rewrite', { words: neutral })}
          </Button>
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
          {REASONS.map((because, index) => (
            <Button key={because} size="small" data-keep={because} onClick={() => keep(because)}>
              {t(`kept.${because}`)}
              <Kbd>{String(index + 1)}</Kbd>
            </Button>
          ))}
        </Box>
      </Box>
    </Box>
  );
}

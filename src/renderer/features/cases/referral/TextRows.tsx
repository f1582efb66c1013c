import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Fragment, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralField } from '../../../../shared/case/referral';
import { differenceOf } from '../../../../shared/case/referring/difference';
import type { KeptInReferral, ReferralPreview } from '../../../../shared/ipc/contract';
import { Tag } from '../../../ui/tags/Tag';

type Text = ReferralPreview['texts'][number];

interface TextRowsProps {
  texts: readonly Text[];
  neutral: readonly ReferralField[];
  onKeep: (kept: KeptInReferral) => void;
  onTurn: (field: ReferralField) => void;
}

/** What the report says ↔ what the unit gets, text by text; what is left out or put in neutral words is marked. */
export function TextRows({ texts, neutral, onKeep, onTurn }: TextRowsProps) {
  const { t } = useTranslation();
  return (
    <Box
      data-testid="referral-texts"
      sx={({ seat }) => ({
        display: 'grid',
        gridTemplateColumns: '5.5rem minmax(0, 1fr) minmax(0, 1fr)',
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        '& > *': { px: 1, py: 0.6, borderBottom: `1px solid ${seat.line}` },
      })}
    >
      <Box />
      <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>{t('cases.inReport')}</Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>{t('cases.toUnit')}</Box>
      {texts
        .filter(({ was }) => was !== '')
        .map((text) => (
          <TextRow
            key={text.field}
            text={text}
            isNeutral={neutral.includes(text.field)}
            onKeep={onKeep}
            onTurn={onTurn}
          />
        ))}
    </Box>
  );
}

interface TextRowProps extends Pick<TextRowsProps, 'onKeep' | 'onTurn'> {
  text: Text;
  isNeutral: boolean;
}

function TextRow({ text, isNeutral, onKeep, onTurn }: TextRowProps) {
  const { t } = useTranslation();
  const { field, was, neutral, open } = text;
  const stretches = useMemo(() => differenceOf(was, isNeutral ? neutral : was), [was, neutral, isNeutral]);
  const hasOpen = open.length > 0;
  return (
    <>
      <Box sx={{ color: 'text.secondary', fontSize: '0.92rem' }}>{t(`cases.text.${field}`)}</Box>
      <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} data-text={field}>
        {isNeutral
          ? stretches.map(({ was: words, becomes }, index) => (
              <Fragment key={index}>{words === becomes ? words : words && <del>{words}</del>}</Fragment>
            ))
          : piecesOf(was, open).map(({ words, isHit }, index) =>
              isHit ? <mark key={index}>{words}</mark> : <Fragment key={index}>{words}</Fragment>,
            )}
        {!isNeutral && <Settle text={text} onKeep={onKeep} />}
      </Box>
      <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} data-goes={field}>
        {hasOpen && !isNeutral ? (
          <Tag tone="danger" sx={{ whiteSpace: 'normal' }}>
            {t('cases.blocked', { n: open.length })}
          </Tag>
        ) : (
          stretches.map(({ was: words, becomes }, index) => (
            <Fragment key={index}>{words === becomes ? becomes : becomes && <mark>{becomes}</mark>}</Fragment>
          ))
        )}
        {hasOpen && (
          <Box sx={{ mt: 0.5 }}>
            <Button size="small" onClick={() => onTurn(field)}>
              {t(isNeutral ? 'cases.asWritten' : 'cases.inNeutral')}
            </Button>
          </Box>
        )}
      </Box>
    </>
  );
}

/** Each hit by itself: words that tell nothing of the reporter are settled here, and stay (domain §2.7). */
function Settle({ text: { field, was, open }, onKeep }: { text: Text } & Pick<TextRowsProps, 'onKeep'>) {
  const { t } = useTranslation();
  const found = [...new Set(open.map(({ start, end }) => was.slice(start, end)))];
  return found.map((words) => (
    <Box key={words} sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, alignItems: 'center', mt: 0.5 }}>
      <Box component="span" sx={{ fontSize: '0.9rem', color: 'text.secondary' }}>
        {t('cases.quoted', { words })}
      </Box>
      {(['not_identity', 'of_target'] as const).map((because) => (
        <Button
          key={because}
          size="small"
          onClick={() => onKeep({ field, words, because })}
          sx={{ minHeight: '1.6rem', py: 0 }}
          data-keep={because}
        >
          {t(`kept.${because}`)}
        </Button>
      ))}
    </Box>
  ));
}

function piecesOf(text: string, hits: Text['open']): { words: string; isHit: boolean }[] {
  const pieces: { words: string; isHit: boolean }[] = [];
  let at = 0;
  for (const { start, end } of hits) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    pieces.push({ words: text.slice(at, from), isHit: false }, { words: text.slice(from, end), isHit: true });
    at = end;
  }
  return [...pieces, { words: text.slice(at), isHit: false }].filter(({ words }) => words !== '');
}

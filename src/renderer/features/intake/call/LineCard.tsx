import CheckOutlined from '@mui/icons-material/CheckOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../../ui/Kbd';
import { Tag } from '../../../ui/tags/Tag';
import { clockTime } from '../../../ui/times';
import { type SpokenLine, useCall } from './call-context';

/** `long`: to be said now, but more than fits at full size. `said` and `later` shrink to one line. */
type Weight = 'now' | 'long' | 'later' | 'said' | 'offered';

const LONG = 90;

const Text = styled('p', { shouldForwardProp: (prop) => prop !== 'weight' })<{ weight: Weight }>(
  ({ theme: { seat }, weight }) => ({
    margin: 0,
    lineHeight: 1.5,
    textWrap: 'pretty',
    fontSize: { now: '1.55rem', long: '1.3rem', later: '1.05rem', said: '1rem', offered: '1.25rem' }[weight],
    ...((weight === 'said' || weight === 'later') && {
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    }),
    color: weight === 'said' || weight === 'later' ? seat.inkSoft : seat.ink,
    fontWeight: weight === 'now' || weight === 'long' ? 500 : 400,
  }),
);

/** The one line to confirm next: the first that must be said and was not. */
export function nextToSay(lines: readonly SpokenLine[]): SpokenLine | undefined {
  return lines.find((line) => line.must && line.saidAt === null);
}

/** What to say now, large enough to read out at arm's length, with the key that proves it was said. */
export function LineCard() {
  const { t } = useTranslation();
  const { lines } = useCall();
  const next = nextToSay(lines);
  return (
    <Box
      component="section"
      aria-label={t('line.label')}
      sx={({ seat }) => ({
        borderBottom: `1px solid ${seat.line}`,
        background: next ? seat.primaryTint : seat.sheet,
        boxShadow: `inset 4px 0 0 ${next ? seat.primary : seat.line}`,
        maxHeight: '55%',
        overflowY: 'auto',
        flexShrink: 0,
      })}
    >
      {lines.map((line) => (
        <Line key={line.id} line={line} isNext={line.id === next?.id} />
      ))}
      {lines.length === 0 && <Box sx={{ px: 2.5, py: 1.5, color: 'text.secondary' }}>{t('line.none')}</Box>}
    </Box>
  );
}

function weightOf(line: SpokenLine, isNext: boolean): Weight {
  if (line.saidAt !== null) return 'said';
  if (isNext) return line.filled.length > LONG ? 'long' : 'now';
  return line.must ? 'later' : 'offered';
}

function Line({ line, isNext }: { line: SpokenLine; isNext: boolean }) {
  const { t } = useTranslation();
  const { problems, settings, draft } = useCall();
  const isPaper = draft.origin.kind === 'back_entry';
  const weight = weightOf(line, isNext);
  return (
    <Box
      data-testid="line"
      data-line={line.id}
      data-said={line.saidAt !== null}
      sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 2.5, py: isNext ? 1.5 : 0.6 }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Text weight={weight} title={line.filled}>
          {line.filled}
        </Text>
        {isNext && problems.has(line.id) && (
          <Box role="alert" sx={{ color: 'error.main', fontSize: '0.92rem', mt: 0.25 }}>
            {t('problem.line_not_said')}
          </Box>
        )}
      </Box>
      {line.saidAt !== null ? (
        <Box
          sx={{ color: 'success.main', display: 'flex', alignItems: 'center', gap: 0.5, fontSize: '0.92rem' }}
        >
          <CheckOutlined fontSize="small" />
          <span data-testid="line-said-at">
            {t(isPaper ? 'line.onPaperAt' : 'line.saidAt', { time: clockTime(line.saidAt) })}
          </span>
        </Box>
      ) : (
        !line.must && <Tag tone="plain">{t('line.optional')}</Tag>
      )}
      {isNext && (
        <ConfirmButton line={line} key={line.id} keyName={settings.confirmKey === 'f2' ? 'F2' : 'Enter'} />
      )}
    </Box>
  );
}

function ConfirmButton({ line, keyName }: { line: SpokenLine; keyName: string }) {
  const { t } = useTranslation();
  const { confirmLine, settings, draft } = useCall();
  // Where F2 is the chosen key, an Enter or Space left over from typing may not stand for "I said it".
  const onlyF2 = (event: KeyboardEvent) => {
    if (settings.confirmKey === 'f2' && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
  };
  return (
    <Button
      variant="contained"
      size="large"
      data-testid="confirm"
      data-confirm
      disabled={!line.isReady}
      aria-keyshortcuts={settings.confirmKey === 'f2' ? 'F2' : 'Enter F2'}
      onKeyDown={onlyF2}
      onKeyUp={onlyF2}
      onClick={() => confirmLine(line)}
    >
      {t(draft.origin.kind === 'back_entry' ? 'line.onPaper' : 'line.confirm')} <Kbd>{keyName}</Kbd>
    </Button>
  );
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ariaKeys } from '../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../commands';
import type { PracticeMode, PracticeState } from '../../../shared/practice/messages';
import { useNavigation } from '../../navigation';
import { usePracticeDoor } from '../../seat/practice-door';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { marked } from '../../ui/views';

/** Stripes as on a barrier: told from everything real without any colour. */
const Stripes = styled('header')(({ theme: { seat, palette } }) => {
  const [dark, light] =
    palette.mode === 'light' ? [seat.primaryStrong, '#f1dd72'] : [seat.primaryTint, '#c9b04a'];
  return {
    display: 'flex',
    alignItems: 'center',
    gap: '0.6rem',
    padding: '0.3rem 0.8rem',
    background: `repeating-linear-gradient(-45deg, ${dark} 0 14px, ${light} 14px 28px)`,
    borderBottom: `2px solid ${dark}`,
  };
});

/** Words stand on a sheet of their own, never on the stripes. */
const Sheet = styled('div')(({ theme: { seat } }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: '0.6rem',
  minHeight: '2.1rem',
  padding: '0 0.8rem',
  borderRadius: 4,
  background: seat.sheet,
  color: seat.ink,
  fontSize: '0.97rem',
  whiteSpace: 'nowrap',
  minWidth: 0,
}));

/** The mark alone, and the way to a real call: also while the drilled seat lies dead. */
export function BandFrame({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  const { takeRealCall } = usePracticeDoor();
  useCommand('realCall', takeRealCall);
  return (
    <Stripes data-testid="practice-band" {...marked('practice-band')} aria-label={t('practice.mark')}>
      <Sheet sx={{ flexShrink: 0 }}>
        <Box component="strong" sx={{ color: 'primary.main', fontSize: '1.1rem', letterSpacing: '0.08em' }}>
          {t('practice.mark')}
        </Box>
      </Sheet>
      <Button
        size="small"
        variant="contained"
        onClick={takeRealCall}
        aria-keyshortcuts={ariaKeys('realCall')}
        data-testid="real-call"
      >
        {t('practice.realCall')} <Cap of="realCall" />
      </Button>
      {children}
    </Stripes>
  );
}

/** On every page of practice: that it is practice, how it stands, and the ways out of it. */
export function PracticeBand({ mode }: { mode: PracticeMode }) {
  const { t } = useTranslation();
  const { leave } = usePracticeDoor();
  const state = useSeatQuery('practice.state', {}).data;
  return (
    <BandFrame>
      {state && <Standing mode={mode} state={state} />}
      <Box sx={{ flex: 1 }} />
      <Button size="small" onClick={leave} data-testid="practice-end">
        {t('practice.end')}
      </Button>
    </BandFrame>
  );
}

/** What happens now, and the one key that goes on. */
function Standing({ mode, state }: { mode: PracticeMode; state: PracticeState }) {
  const { t } = useTranslation();
  const { place, go, startCall } = useNavigation();
  const { mutate: next } = useSeatAct('practice.nextCaller', ['practice.state']);
  const { drill, last, isRinging, inHand } = state;
  const isHere = place.page === 'practice';
  const look = useCallback(() => go('practice'), [go]);
  const another = useCallback(() => next({}, { onSuccess: () => go('intake') }), [next, go]);
  const canSkip = isRinging && drill === null && isHere;
  const canLook = inHand === null && !isHere && (last !== null || drill !== null);
  useCommand('practiceMore', canSkip ? another : look, canSkip || canLook);
  return (
    <Sheet role="status" data-testid="practice-standing">
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {drill === null
          ? t(
              inHand !== null
                ? 'practice.band.inHand'
                : isRinging
                  ? 'practice.band.ringing'
                  : 'practice.band.quiet',
            )
          : t(`practice.drill.phase.${drill.phase}`)}
      </Box>
      {last !== null && drill === null && inHand === null && (
        <strong data-testid="practice-last">{t('practice.band.last', { total: last.total })}</strong>
      )}
      {isRinging && (
        <Button size="small" variant="contained" onClick={startCall} data-testid="practice-answer">
          {t('practice.answer')} <Cap of="startCall" />
        </Button>
      )}
      {canLook && (
        <Button
          size="small"
          onClick={look}
          aria-keyshortcuts={ariaKeys('practiceMore')}
          data-testid="practice-look"
        >
          {t(drill === null ? 'practice.look' : 'practice.lookDrill')} <Cap of="practiceMore" />
        </Button>
      )}
      {canSkip && (
        <Button
          size="small"
          onClick={another}
          aria-keyshortcuts={ariaKeys('practiceMore')}
          data-testid="practice-skip"
        >
          {t('practice.another')} <Cap of="practiceMore" />
        </Button>
      )}
      {drill === null && (
        <Box component="span" sx={{ color: 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {t(`practice.kind.${mode.kind}.name`)}
        </Box>
      )}
    </Sheet>
  );
}

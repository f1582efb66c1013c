import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SECTIONS, type Investigation, type Section } from '../../../shared/investigation/investigation';
import { HEADINGS } from '../../../shared/investigation/paper';
import { problemsOfInvestigation, type InvestigationProblem } from '../../../shared/investigation/problems';
import type { InvestigationView } from '../../../shared/investigation/views';
import { ariaKeys } from '../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../commands';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { useCompact } from '../../ui/use-compact';
import { marked } from '../../ui/views';
import { InvestigationContext } from './investigation-context';
import { SavedMark } from './SavedMark';
import { PLACES, SectionRail, type Place } from './SectionRail';
import { SectionBody } from './sections/SectionBody';
import { Told } from './sections/Told';
import { BringBackDialog } from './steps/BringBackDialog';
import { ExportBar } from './steps/ExportBar';
import { History } from './steps/History';
import { PreviewDialog } from './steps/PreviewDialog';
import { Replies } from './steps/Replies';
import { SignDialog } from './steps/SignDialog';
import { useDraft } from './use-draft';

/** The guided editor: one section at a time, what is still open beside it, the report itself always in view. */
export function Editor({ view, onClose }: { view: InvestigationView; onClose: () => void }) {
  const { t } = useTranslation();
  const draft = useDraft(view);
  const isCompact = useCompact();
  const isLocked = view.stage !== 'handling';
  const form = isLocked ? view.form : draft.form;
  const [place, setPlace] = useState<Place>(isLocked ? 'replies' : 'source');
  const [seen, setSeen] = useState<ReadonlySet<Section>>(new Set());
  const [opened, setOpened] = useState<'preview' | 'sign' | 'back' | null>(null);
  /** The field that the cursor goes to next; null: the first of the section. */
  const [aim, setAim] = useState<string | null>(null);
  const body = useRef<HTMLDivElement>(null);

  // The rules read the whole report: they may come a frame after the key.
  const settledForm = useDeferredValue(form);
  const problems = useMemo(() => problemsNow(settledForm, view), [settledForm, view]);
  const open = useCallback(
    (next: Place) => {
      setSeen((before) =>
        place === 'replies' || place === 'history' ? before : new Set([...before, place]),
      );
      setAim(null);
      setPlace(next);
    },
    [place],
  );
  const goTo = useCallback(({ section, field }: InvestigationProblem) => {
    setSeen((before) => new Set([...before, section]));
    setAim(field);
    setPlace(section);
  }, []);
  useEffect(() => {
    const target = aim === null ? '' : `[data-field="${CSS.escape(aim)}"] `;
    const inputs = ['input:not([hidden])', 'textarea', 'button'].map((each) => target + each).join(', ');
    body.current?.querySelector<HTMLElement>(inputs)?.focus({ preventScroll: aim === null });
    if (aim === null) body.current?.scrollTo({ top: 0 });
  }, [place, aim]);
  const desk = useMemo(
    () => ({
      view,
      form,
      isLocked,
      seen,
      change: draft.change,
      goTo,
      problems: new Map(problems.map((problem) => [problem.field, problem])),
    }),
    [view, form, isLocked, seen, draft.change, goTo, problems],
  );
  const step = (turn: 1 | -1) => {
    const next = PLACES[PLACES.indexOf(place) + turn];
    if (next !== undefined) open(next);
  };
  const sign = () => {
    if (isLocked) return;
    // By what is typed, not by what was shown a moment ago.
    const [first] = problemsNow(form, view);
    if (first === undefined) return setOpened('sign');
    goTo(first);
    setSeen(new Set(SECTIONS));
  };
  useCommand('sectionBack', () => step(-1));
  useCommand('sectionOn', () => step(1));
  useCommand('previewReport', () => setOpened('preview'));
  useCommand('signReport', sign, !isLocked);

  const title =
    place === 'replies' || place === 'history' ? t(`investigation.place.${place}`) : HEADINGS[place];
  return (
    <InvestigationContext value={desk}>
      <Box
        component="section"
        {...marked('investigation')}
        aria-label={t('investigation.title')}
        sx={{ display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 }}
      >
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, px: 2, py: 1 }}>
          <Button size="small" onClick={onClose}>
            {t('investigation.back')}
          </Button>
          <Typography variant="h1" sx={{ fontSize: '1.2rem' }}>
            {t('investigation.of', { target: view.target })}
          </Typography>
          <Box sx={{ color: 'text.secondary' }}>
            {view.localNumber} · {t('investigation.due', { date: view.dueDate })}
            {view.round > 1 && ` · ${t('investigation.round', { n: view.round })}`}
          </Box>
          <Box sx={{ flex: 1 }} />
          <ExportBar
            onPreview={() => setOpened('preview')}
            onBringBack={() => setOpened('back')}
            settle={draft.settle}
          />
        </Box>
        {draft.failure !== null && (
          <Box sx={{ px: 2, pb: 1 }}>
            <FailureNotice
              view="investigation"
              error={draft.failure}
              action={<Button onClick={() => void draft.reload()}>{t('investigation.reload')}</Button>}
            />
          </Box>
        )}
        <Box
          sx={{
            display: 'grid',
            ...(isCompact
              ? {
                  gridTemplateColumns: 'minmax(0, 1fr)',
                  gridTemplateRows: 'auto minmax(0, 1fr)',
                  '& [data-wraps]': { gridTemplateColumns: 'minmax(0, 1fr)' },
                }
              : { gridTemplateColumns: { xs: '11rem minmax(0, 1fr)', lg: '15rem minmax(0, 1fr) 17rem' } }),
            flex: 1,
            minHeight: 0,
          }}
        >
          <SectionRail place={place} problems={problems} isCompact={isCompact} onOpen={open} />
          <Box ref={body} sx={{ overflowY: 'auto', p: 2, display: 'grid', gap: 1.5, alignContent: 'start' }}>
            <Typography variant="h2" sx={{ fontSize: '1.1rem' }}>
              {title}
            </Typography>
            {place === 'replies' ? (
              <Replies />
            ) : place === 'history' ? (
              <History />
            ) : (
              <SectionBody section={place} />
            )}
          </Box>
          {!isCompact && <Told />}
        </Box>
        <Box
          sx={({ seat }) => ({
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            px: 2,
            py: 1,
            borderTop: `1px solid ${seat.line}`,
          })}
        >
          <SavedMark draft={draft} isLocked={isLocked} />
          <Box sx={{ flex: 1 }} />
          <Button
            onClick={() => step(-1)}
            disabled={place === PLACES[0]}
            aria-keyshortcuts={ariaKeys('sectionBack')}
          >
            {t('shortcut.sectionBack')}
            <Cap of="sectionBack" />
          </Button>
          <Button
            onClick={() => step(1)}
            disabled={place === PLACES.at(-1)}
            aria-keyshortcuts={ariaKeys('sectionOn')}
          >
            {t('shortcut.sectionOn')}
            <Cap of="sectionOn" />
          </Button>
          {!isLocked && (
            <Button
              variant="contained"
              onClick={sign}
              aria-keyshortcuts={ariaKeys('signReport')}
              data-testid="sign-open"
            >
              {problems.length === 0
                ? t('investigation.sign')
                : t('investigation.signAfter', { n: problems.length })}
              <Cap of="signReport" />
            </Button>
          )}
        </Box>
        {opened === 'preview' && <PreviewDialog onClose={() => setOpened(null)} />}
        {opened === 'sign' && (
          <SignDialog
            settle={draft.settle}
            onClose={() => setOpened(null)}
            onSigned={() => {
              setOpened(null);
              setPlace('replies');
            }}
          />
        )}
        {opened === 'back' && <BringBackDialog draft={draft} onClose={() => setOpened(null)} />}
      </Box>
    </InvestigationContext>
  );
}

function problemsNow(form: Investigation, view: InvestigationView): InvestigationProblem[] {
  const now = Date.now() + view.clockOffsetMs;
  return problemsOfInvestigation(form, { ...view, now, evidence: view.evidence.map(({ id }) => id) });
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gradeOf } from '../../../../shared/lead/grade';
import { MajorFlag } from '../../../../shared/lead/major';
import type { LeadReason } from '../../../../shared/proposals/lead';
import type { Span } from '../../../../shared/story/story';
import { GradeTag } from '../../../ui/tags/GradeTag';
import { Kbd } from '../../../ui/Kbd';
import { Tag } from '../../../ui/tags/Tag';
import { useCall } from '../call/call-context';
import { isSettled, openFlags, withFlag } from '../proposals/reading';
import { focusForm } from '../call/focus';
import { SideBlock } from './SideBlock';

/**
 * 初步分析 and what it rests on: flags proposed by the rules with the caller's words, for the agent to say yes or no to;
 * the supervisor confirms. What is only near is asked about, never dropped in silence.
 */
export function LeadPanel() {
  const { t } = useTranslation();
  const { form, reading, changeReport } = useCall();
  const [isListed, setListed] = useState(false);
  const { report } = form;
  const grade = gradeOf(report);
  const open = openFlags(reading, report);
  const near =
    open.length > 0 ? [] : reading.lead.near.filter(({ flag }) => !isSettled(report, flag)).slice(0, 1);
  const panel = useRef<HTMLDivElement>(null);
  const hasAnswered = useRef(false);
  const asked = open.map(({ flag }) => flag).join(' ');
  // The hands stay here for the next question, and go back to the form after the last.
  useEffect(() => {
    if (!hasAnswered.current || panel.current === null) return;
    hasAnswered.current = false;
    const next = panel.current.querySelector<HTMLElement>('[data-testid=lead-question] button');
    if (next) next.focus();
    else focusForm(panel.current);
  }, [asked, report]);
  const decide = (flag: MajorFlag, isTaken: boolean, isProposed = true) => {
    hasAnswered.current = isProposed;
    changeReport((before) => withFlag(before, flag, isTaken, isProposed));
  };
  const isSaidOpen = reading.saidBefore.length > 0 && report.repeats.said === null;
  const setSaid = (said: 'yes' | 'no') => {
    hasAnswered.current = true;
    changeReport((before) => ({ ...before, repeats: { ...before.repeats, said } }));
  };
  return (
    <SideBlock view="side-lead" title={t('lead.title')} shortcut="Alt+G" mark={<GradeTag grade={grade} />}>
      <Box ref={panel} data-testid="lead" data-panel="lead" sx={{ fontSize: '0.93rem' }}>
        {report.majorFlags.map((flag) => (
          <Box
            key={flag}
            sx={{ display: 'flex', alignItems: 'center', gap: 0.75, py: 0.25 }}
            data-flag={flag}
          >
            <Tag tone="danger">{t(`majorFlag.${flag}`)}</Tag>
            <Box sx={{ flex: 1 }} />
            <Button size="small" onClick={() => decide(flag, false, false)} sx={{ minHeight: '1.6rem' }}>
              {t('lead.takeOff')}
            </Button>
          </Box>
        ))}
        {open.map((reason) => (
          <Question key={reason.flag} reason={reason} onDecide={(isYes) => decide(reason.flag, isYes)} />
        ))}
        {near.map((reason) => (
          <Question
            key={reason.flag}
            reason={reason}
            isNear
            onDecide={(isYes) => decide(reason.flag, isYes)}
          />
        ))}
        {isSaidOpen && (
          <YesNo
            testId="said-before"
            title={t('lead.saidBefore')}
            spans={reading.saidBefore}
            onDecide={(isYes) => setSaid(isYes ? 'yes' : 'no')}
          />
        )}
        <Button
          size="small"
          tabIndex={-1}
          aria-expanded={isListed}
          onClick={() => setListed(!isListed)}
          sx={{ minHeight: '1.6rem', mt: 0.5, border: 0, px: 0.5 }}
        >
          {t('lead.all')}
        </Button>
        {isListed && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
            {MajorFlag.options
              .filter((flag) => !report.majorFlags.includes(flag))
              .map((flag) => (
                <Button key={flag} size="small" onClick={() => decide(flag, true, false)}>
                  {t(`majorFlag.${flag}`)}
                </Button>
              ))}
          </Box>
        )}
      </Box>
    </SideBlock>
  );
}

interface QuestionProps {
  reason: LeadReason;
  /** Too weak to propose: asked about. */
  isNear?: boolean;
  onDecide: (isYes: boolean) => void;
}

function Question({ reason, isNear = false, onDecide }: QuestionProps) {
  const { t } = useTranslation();
  return (
    <YesNo
      testId={isNear ? 'lead-near' : 'lead-question'}
      flag={reason.flag}
      title={t(isNear ? 'lead.near' : 'lead.question', { flag: t(`majorFlag.${reason.flag}`) })}
      sentence={reason.sentence}
      spans={reason.spans}
      onDecide={onDecide}
    />
  );
}

interface YesNoProps {
  testId: string;
  flag?: MajorFlag;
  title: string;
  sentence?: string;
  /** The caller's words that led to the question. */
  spans: readonly Span[];
  onDecide: (isYes: boolean) => void;
}

function YesNo({ testId, flag, title, sentence, spans, onDecide }: YesNoProps) {
  const { t } = useTranslation();
  const onKeyDown = (event: KeyboardEvent) => {
    const isYes = { '1': true, '2': false }[event.key];
    if (isYes === undefined || event.altKey || event.ctrlKey) return;
    event.preventDefault(); // a digit here answers, and chooses nothing in the step
    onDecide(isYes);
  };
  return (
    <Box data-testid={testId} data-question data-flag-asked={flag} onKeyDown={onKeyDown} sx={{ py: 0.5 }}>
      <strong>{title}</strong>
      {sentence && <Box sx={{ color: 'text.secondary', fontSize: '0.88rem' }}>{sentence}</Box>}
      <Box sx={{ wordBreak: 'break-all' }}>
        {spans.map(({ field, start, words }) => (
          <Box key={`${field}${start}`} component="mark" sx={{ mr: 0.5 }}>
            {words}
          </Box>
        ))}
      </Box>
      <Box sx={{ display: 'flex', gap: 0.5, mt: 0.5 }}>
        <Button size="small" onClick={() => onDecide(true)}>
          {t('app.yes')}
          <Kbd>1</Kbd>
        </Button>
        <Button size="small" onClick={() => onDecide(false)}>
          {t('app.no')}
          <Kbd>2</Kbd>
        </Button>
      </Box>
    </Box>
  );
}

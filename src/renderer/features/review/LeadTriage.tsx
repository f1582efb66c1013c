import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IntakeForm } from '../../../shared/call/form';
import type { CallId } from '../../../shared/ids';
import type { LeadTriage as Triage } from '../../../shared/ipc/requests/workbench/daily-sheet';
import { identityIn } from '../../../shared/privacy/free-texts';
import { ariaKeys } from '../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../commands';
import { useNavigation } from '../../navigation';
import { useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { GradeTag } from '../../ui/tags/GradeTag';
import { Tag } from '../../ui/tags/Tag';
import { marked } from '../../ui/views';
import { GradeDialog } from '../daily-sheet';

/** 线索研判 beside the record: the grade as proposed, taken and analysed, what it is linked to, what may tell who reported. */
export function LeadTriage({ callId, form }: { callId: CallId; form: IntakeForm }) {
  const lead = useSeatQuery('sheet.lead', { callId });
  if (lead.isPending) return <Loading view="review-lead" />;
  if (lead.isError) return <FailureNotice view="review-lead" error={lead.error} />;
  return <Sheet lead={lead.data} form={form} />;
}

function Sheet({ lead, form }: { lead: Triage; form: IntakeForm }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [isGrading, setGrading] = useState(false);
  useCommand('reviewGrade', () => setGrading(true));
  const { analysed, agentGrade, proposedGrade, links } = lead;
  const found = useMemo(() => identityIn(form).filter(({ isKept }) => !isKept), [form]);
  return (
    <Box
      component="section"
      aria-label={t('triage.title')}
      {...marked('review-lead')}
      sx={({ seat }) => ({
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        rowGap: 0.5,
        alignItems: 'center',
        px: 2,
        py: 0.75,
        borderBottom: `1px solid ${seat.line}`,
        background: seat.inset,
        fontSize: '0.95rem',
      })}
    >
      <Fact name={t('triage.proposed')}>
        <GradeTag grade={proposedGrade} />
      </Fact>
      <Fact name={t('triage.agent')}>
        <GradeTag grade={agentGrade} />
      </Fact>
      <Fact name={t('triage.analysed')}>
        {analysed === null ? (
          <Tag tone="attention">{t('triage.notYet')}</Tag>
        ) : (
          <>
            <GradeTag grade={analysed.grade} /> {analysed.why}
          </>
        )}
      </Fact>
      <Button
        size="small"
        onClick={() => setGrading(true)}
        aria-keyshortcuts={ariaKeys('reviewGrade')}
        data-testid="review-grade"
      >
        {t('triage.change')}
        <Cap of="reviewGrade" />
      </Button>
      <Fact name={t('triage.repeats')}>
        {links.map((link) => (
          <Button key={link.callId} size="small" onClick={() => go('queue', link.callId)}>
            {link.localNumber}
          </Button>
        ))}
        {links.length === 0 && t(lead.saidRepeat ? 'triage.saidRepeat' : 'triage.noRepeats')}
      </Fact>
      <Fact name={t('triage.identity')}>
        {found.length === 0 ? (
          t('triage.none')
        ) : (
          <Tag tone="danger">{found.map(({ words }) => words).join(t('app.comma'))}</Tag>
        )}
      </Fact>
      {isGrading && (
        <GradeDialog
          callId={lead.callId}
          grade={analysed?.grade ?? agentGrade}
          agentGrade={agentGrade}
          onClose={() => setGrading(false)}
        />
      )}
    </Box>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, alignItems: 'center' }}>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {name}
      </Box>
      {children}
    </Box>
  );
}

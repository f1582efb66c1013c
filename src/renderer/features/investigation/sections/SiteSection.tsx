import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { metRegularTimes } from '../../../../shared/investigation/check-times';
import { Finding } from '../../../../shared/case/act';
import { Notice } from '../../../ui/feedback/Notice';
import { ChoiceRow } from '../fields/ChoiceRow';
import { TextRow } from '../fields/TextRow';
import { SpanRows } from '../fields/TimeRow';
import { useInvestigation } from '../investigation-context';
import { EvidenceDesk } from './EvidenceDesk';
import { Points } from './Points';

const MAX_VISITS = 10;

/** 三、现场调查情况: when, how thoroughly, point by point, what was done before, and by what it is proved. */
export function SiteSection() {
  const { t } = useTranslation();
  const { form, change, view, isLocked } = useInvestigation();
  const { site } = form;
  const set = (part: Partial<typeof site>) =>
    change((before) => ({ ...before, site: { ...before.site, ...part } }));
  const visits = site.visits.flatMap(({ from, to }) => (from === null || to === null ? [] : [{ from, to }]));
  const isOffHours = visits.length > 0 && metRegularTimes(visits, view.occurrences) === false;
  return (
    <>
      {site.visits.map((visit, index) => (
        <Box key={index} sx={{ display: 'flex', gap: 1, alignItems: 'end' }}>
          <SpanRows
            field={`site.visits.${index}`}
            value={visit}
            onChange={(part) =>
              set({ visits: site.visits.map((each, at) => (at === index ? { ...each, ...part } : each)) })
            }
          />
          {site.visits.length > 1 && (
            <Button
              size="small"
              disabled={isLocked}
              aria-label={t('investigation.removeVisit', { n: index + 1 })}
              onClick={() => set({ visits: site.visits.filter((_, at) => at !== index) })}
            >
              {t('investigation.remove')}
            </Button>
          )}
        </Box>
      ))}
      <Box>
        <Button
          size="small"
          disabled={isLocked || site.visits.length >= MAX_VISITS}
          onClick={() => set({ visits: [...site.visits, { from: null, to: null }] })}
        >
          {t('investigation.addVisit')}
        </Button>
      </Box>
      {isOffHours && (
        <>
          <Notice tone="attention" role="alert" title={t('investigation.offHours')}>
            {t('investigation.offHoursWhy', { pattern: view.pattern })}
          </Notice>
          <TextRow
            field="site.offHoursReason"
            value={site.offHoursReason}
            maxLength={1000}
            onChange={(offHoursReason) => set({ offHoursReason })}
          />
        </>
      )}
      <TextRow
        field="site.inspection"
        value={site.inspection}
        maxLength={8000}
        rows={4}
        onChange={(inspection) => set({ inspection })}
      />
      <Points />
      <ChoiceRow
        field="finding"
        value={form.finding}
        options={Finding.options.map((value) => ({ value, label: t(`investigation.finding.${value}`) }))}
        onChange={(finding) => change((before) => ({ ...before, finding }))}
      />
      <ChoiceRow
        field="site.earlier.standing"
        value={site.earlier.standing}
        options={[
          { value: 'none', label: t('investigation.notHandled') },
          { value: 'handled', label: t('investigation.handled') },
        ]}
        onChange={(standing) => set({ earlier: { ...site.earlier, standing } })}
      />
      {site.earlier.standing === 'handled' && (
        <TextRow
          field="site.earlier.account"
          value={site.earlier.account}
          maxLength={8000}
          rows={3}
          onChange={(account) => set({ earlier: { ...site.earlier, account } })}
        />
      )}
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(14rem, 1fr))', gap: 1.2 }}>
        <TextRow
          field="site.recorder.number"
          value={site.recorder.number}
          maxLength={200}
          onChange={(number) => set({ recorder: { ...site.recorder, number } })}
        />
        {site.recorder.number === '' ? (
          <TextRow
            field="site.recorder.reason"
            value={site.recorder.reason}
            maxLength={1000}
            onChange={(reason) => set({ recorder: { ...site.recorder, reason } })}
          />
        ) : (
          <SpanRows
            field="site.recorder"
            value={site.recorder}
            onChange={(part) => set({ recorder: { ...site.recorder, ...part } })}
          />
        )}
      </Box>
      <EvidenceDesk />
    </>
  );
}

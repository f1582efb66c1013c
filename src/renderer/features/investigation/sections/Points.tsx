import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Finding } from '../../../../shared/case/act';
import type { Point } from '../../../../shared/investigation/investigation';
import { ChoiceRow } from '../fields/ChoiceRow';
import { FieldRow } from '../fields/FieldRow';
import { TextRow } from '../fields/TextRow';
import { useInvestigation } from '../investigation-context';

const MAX_POINTS = 40;

/** 逐条对照说明: what was reported stands at the left and stays; each has its answer and its finding. */
export function Points() {
  const { t } = useTranslation();
  const { form, change, isLocked } = useInvestigation();
  const { points } = form.site;
  const set = (next: Point[]) => change((before) => ({ ...before, site: { ...before.site, points: next } }));
  const put = (index: number, part: Partial<Point>) =>
    set(points.map((each, at) => (at === index ? { ...each, ...part } : each)));
  const findings = Finding.options.map((value) => ({ value, label: t(`investigation.finding.${value}`) }));
  return (
    <FieldRow field="site.points">
      <Box
        component="ol"
        data-testid="points"
        sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}
      >
        {points.map((point, index) => (
          <Box
            data-wraps
            component="li"
            key={index}
            sx={({ seat }) => ({
              display: 'grid',
              gridTemplateColumns: 'minmax(10rem, 2fr) minmax(14rem, 3fr) auto',
              gap: 1.2,
              py: 1,
              borderTop: `1px solid ${seat.line}`,
            })}
          >
            {point.isReported ? (
              <Box>
                <Box sx={{ color: 'text.secondary', fontSize: '0.86rem' }}>
                  {t('investigation.reported', { n: index + 1 })}
                </Box>
                {point.text}
              </Box>
            ) : (
              <TextRow
                field={`site.points.${index}.text`}
                value={point.text}
                maxLength={4000}
                rows={2}
                onChange={(text) => put(index, { text })}
              />
            )}
            <TextRow
              field={`site.points.${index}.answer`}
              value={point.answer}
              maxLength={8000}
              rows={2}
              onChange={(answer) => put(index, { answer })}
            />
            <Box sx={{ display: 'grid', gap: 0.5, alignContent: 'start' }}>
              <ChoiceRow
                field={`site.points.${index}.finding`}
                value={point.finding}
                options={findings}
                onChange={(finding) => put(index, { finding })}
              />
              {!point.isReported && (
                <Button
                  size="small"
                  disabled={isLocked}
                  onClick={() => set(points.filter((_, at) => at !== index))}
                >
                  {t('investigation.remove')}
                </Button>
              )}
            </Box>
          </Box>
        ))}
      </Box>
      <Box>
        <Button
          size="small"
          disabled={isLocked || points.length >= MAX_POINTS}
          onClick={() => set([...points, { text: '', answer: '', finding: null, isReported: false }])}
        >
          {t('investigation.addPoint')}
        </Button>
      </Box>
    </FieldRow>
  );
}

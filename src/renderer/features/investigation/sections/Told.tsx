import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useTranslation } from 'react-i18next';
import { labelOf } from '../labels';
import { useInvestigation } from '../investigation-context';

const MAX_SHOWN = 12;

/** What was reported, as it was referred, and what is still open in the report: always beside the section in hand. */
export function Told() {
  const { t } = useTranslation();
  const { view, problems, isLocked, goTo } = useInvestigation();
  const open = isLocked ? [] : [...problems.values()];
  const rows = [
    ['target', view.target],
    ['placeOf', view.place],
    ['pollution', view.pollution],
    ['pattern', view.pattern],
    ['wish', view.wish],
  ] as const;
  return (
    <Box
      component="aside"
      // Longer than the window on a small screen: then the keys have to scroll it.
      tabIndex={0}
      aria-label={t('investigation.told')}
      sx={({ seat }) => ({
        display: { xs: 'none', lg: 'block' },
        borderLeft: `1px solid ${seat.line}`,
        background: seat.inset,
        p: 1.5,
        overflowY: 'auto',
        fontSize: '0.93rem',
      })}
    >
      <Box
        component="dl"
        sx={{ m: 0, '& dt': { color: 'text.secondary', fontSize: '0.86rem' }, '& dd': { m: 0, mb: 0.8 } }}
      >
        {rows.map(
          ([name, value]) =>
            value !== '' && (
              <div key={name}>
                <dt>{t(`investigation.told_${name}`)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </Box>
      {open.length > 0 && (
        <Box data-testid="investigation-open" sx={{ mt: 1 }}>
          <Box sx={{ fontWeight: 600 }}>{t('investigation.stillOpen', { n: open.length })}</Box>
          <Box component="ul" sx={{ m: 0, pl: 2.2 }}>
            {open.slice(0, MAX_SHOWN).map((problem) => (
              <li key={problem.field}>
                <Link
                  component="button"
                  sx={{ textAlign: 'left', font: 'inherit', minHeight: '1.7rem' }}
                  onClick={() => goTo(problem)}
                >
                  {labelOf(t, problem.field)}
                  {t('investigation.colon')}
                  {t(`investigation.problem.${problem.code}`)}
                </Link>
              </li>
            ))}
          </Box>
          {open.length > MAX_SHOWN && <Box>{t('investigation.andMore', { n: open.length - MAX_SHOWN })}</Box>}
        </Box>
      )}
    </Box>
  );
}

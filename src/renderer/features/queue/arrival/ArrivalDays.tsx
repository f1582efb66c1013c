import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import {
  isAlarm,
  type ArrivalCounts,
  type ArrivalFilter,
  type ArrivalProof,
} from '../../../../shared/queue/arrival';
import { Tag } from '../../../ui/tags/Tag';
import { marked } from '../../../ui/views';
import { Figure } from './Figure';
import { partsOf } from './figures';

const Table = styled('table')(({ theme: { seat } }) => ({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: '0.92rem',
  '& th, & td': { padding: '0.2rem 0.7rem', borderBottom: `1px solid ${seat.line}`, textAlign: 'right' },
  '& th:first-of-type, & td:last-of-type, & thead th:last-of-type': { textAlign: 'left' },
  '& thead th': {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    background: seat.inset,
    color: seat.inkSoft,
    fontWeight: 600,
    whiteSpace: 'nowrap',
  },
  '& tbody th': { fontWeight: 500, whiteSpace: 'nowrap' },
}));

interface ArrivalDaysProps {
  proof: ArrivalProof;
  chosen: ArrivalFilter | null;
  onChoose: (filter: ArrivalFilter | null) => void;
}

/** The equation day by day, by the day a revision was made on, with the center's count of the same day beside it. */
export function ArrivalDays({ proof, chosen, onChoose }: ArrivalDaysProps) {
  const { t } = useTranslation();
  const { days, earlier, total } = proof;
  const parts = partsOf(total);
  const figuresOf = (counts: ArrivalCounts, day: string | null) => (
    <>
      <td>
        <Figure count={counts.made} filter={{ day, part: null }} chosen={chosen} onChoose={onChoose} />
      </td>
      {parts.map((part) => (
        <td key={part}>
          <Figure count={counts[part]} filter={{ day, part }} chosen={chosen} onChoose={onChoose} />
          {part === 'quarantined' && counts.superseded > 0 && (
            <Box component="span" sx={{ color: 'text.secondary', ml: 0.5 }}>
              {t('arrival.superseded', { n: counts.superseded })}
            </Box>
          )}
        </td>
      ))}
    </>
  );
  return (
    <Box
      data-testid="arrival-table"
      {...marked('arrival-days', 'ready')}
      // eslint-plugin-jsx-a11y knows no scrolled region: it is reached by Tab, so that arrows can move it.
      tabIndex={0}
      role="region"
      aria-label={t('arrival.byDay')}
      sx={({ seat }) => ({
        maxHeight: 'min(15rem, 38vh)',
        overflowY: 'auto',
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        background: seat.sheet,
        '&:focus-visible': { outline: `2px solid ${seat.focus}`, outlineOffset: -2 },
      })}
    >
      <Table>
        <thead>
          <tr>
            <th scope="col">{t('arrival.day')}</th>
            <th scope="col">{t('arrival.made')}</th>
            {parts.map((part) => (
              <th scope="col" key={part}>
                {t(`arrival.part.${part}`)}
              </th>
            ))}
            <th scope="col">{t('arrival.center')}</th>
            <th scope="col">{t('arrival.result')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, counts, center }) => (
            <tr key={day} data-day={day}>
              <th scope="row">{day}</th>
              {figuresOf(counts, day)}
              <td>{center?.received ?? '–'}</td>
              <td>
                {center === null ? (
                  t('arrival.notCompared')
                ) : (
                  <Tag
                    tone={isAlarm(center.verdict) ? 'danger' : center.verdict === 'open' ? 'info' : 'good'}
                  >
                    {t(`arrival.verdict.${center.verdict}`)}
                  </Tag>
                )}
              </td>
            </tr>
          ))}
          {earlier.made > 0 && (
            <tr>
              <th scope="row">{t('arrival.earlier')}</th>
              <td>{earlier.made}</td>
              {parts.map((part) => (
                <td key={part}>{earlier[part]}</td>
              ))}
              <td>–</td>
              <td>{t('arrival.earlierHint')}</td>
            </tr>
          )}
        </tbody>
      </Table>
    </Box>
  );
}

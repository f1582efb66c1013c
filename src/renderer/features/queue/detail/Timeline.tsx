import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { QueueDetail } from '../../../../shared/ipc/contract';
import { LinkCause } from '../../../../shared/network/causes';
import { fullTime } from '../../../ui/times';

const causeIn = (detail: string) => LinkCause.safeParse(detail).data;

/** What happened to the call, oldest first, by whom. */
export function Timeline({ entries }: { entries: QueueDetail['timeline'] }) {
  const { t } = useTranslation();
  const causeWords = (detail: string) => {
    const cause = causeIn(detail);
    return cause === undefined ? detail : t(`sync.cause.${cause}`);
  };
  return (
    <Box
      component="ol"
      data-testid="timeline"
      sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.4 }}
    >
      {entries.map((entry, index) => (
        <Box
          component="li"
          key={`${entry.what}${entry.at}${index}`}
          sx={{ display: 'grid', gridTemplateColumns: '10.5rem minmax(0, 1fr)', gap: 1.5 }}
        >
          <Box sx={{ color: 'text.secondary' }}>{fullTime(entry.at)}</Box>
          <Box>
            {t(`timeline.${entry.what}`)}
            <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>
              {[entry.who, causeWords(entry.detail)].filter(Boolean).join(' · ')}
            </Box>
          </Box>
        </Box>
      ))}
    </Box>
  );
}

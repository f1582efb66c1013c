import PhoneInTalkOutlined from '@mui/icons-material/PhoneInTalkOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { ariaKeys } from '../../../shared/shortcuts/shortcuts';
import { Cap } from '../../commands';
import { useNavigation } from '../../navigation';
import { useSeatQuery } from '../../seat/seat-queries';
import { PracticeOffer } from '../practice';
import { StateTag } from '../../ui/tags/StateTag';
import { shortTime } from '../../ui/times';
import { marked } from '../../ui/views';

const RECENT = 7;

const Row = styled(ButtonBase)(({ theme: { seat } }) => ({
  display: 'grid',
  gridTemplateColumns: '10.5rem 6rem minmax(0, 1fr) auto',
  gap: '1rem',
  alignItems: 'center',
  width: '100%',
  padding: '0.5rem 0.9rem',
  borderTop: `1px solid ${seat.line}`,
  fontSize: '0.97rem',
  textAlign: 'left',
  '&:hover': { background: seat.primaryTint },
  '&:focus-visible': { outlineOffset: -2 },
}));

/** No call in hand: one key to take the next, and what became of the last ones. */
export function IdleDesk({ onStart }: { onStart: () => void }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const recent = useSeatQuery('queue.list', {
    states: [],
    search: '',
    onlyUnreviewed: false,
    offset: 0,
    limit: RECENT,
  });
  const items = recent.data?.items ?? [];
  return (
    <Box
      {...marked('idle')}
      sx={{
        display: 'grid',
        placeContent: 'safe center',
        justifyItems: 'center',
        gap: 3,
        height: '100%',
        overflowY: 'auto',
        p: 3,
      }}
    >
      <Button
        variant="contained"
        startIcon={<PhoneInTalkOutlined />}
        onClick={onStart}
        aria-keyshortcuts={ariaKeys('startCall')}
        sx={{ fontSize: '1.5rem', px: 5, py: 2 }}
      >
        {t('idle.start')}
        <Cap of="startCall" />
      </Button>
      <Box sx={{ color: 'text.secondary', maxWidth: '44rem', textAlign: 'center' }}>{t('idle.hint')}</Box>
      <PracticeOffer />
      {items.length > 0 && (
        <Box
          component="section"
          aria-label={t('idle.recent')}
          sx={({ seat }) => ({
            width: 'min(54rem, 80vw)',
            border: `1px solid ${seat.line}`,
            borderRadius: 1,
            background: seat.sheet,
          })}
        >
          <Box sx={{ px: '0.9rem', py: 0.75, color: 'text.secondary', fontWeight: 600, fontSize: '0.93rem' }}>
            {t('idle.recent')}
          </Box>
          {items.map((item) => (
            <Row key={item.id} onClick={() => go('queue', item.id)}>
              <span>{item.localNumber}</span>
              <span>{shortTime(item.startedAt)}</span>
              <Box
                component="span"
                sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
              >
                {item.disposition && `${t(`disposition.${item.disposition}`)} · `}
                {item.title || t('app.nothing')}
              </Box>
              <StateTag state={item.state} />
            </Row>
          ))}
        </Box>
      )}
    </Box>
  );
}

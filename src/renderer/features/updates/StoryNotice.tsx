import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { marked } from '../../ui/views';
import { storyWords } from './story-words';

/** Above every page after an update, or after one that was given up, until somebody has read it; stops no call. */
export function StoryNotice() {
  const { t } = useTranslation();
  const story = useSeatQuery('update.state', {}).data?.story ?? null;
  const seen = useSeatAct('update.seen', ['update.state']);
  if (story === null || story.isSeen) return null;
  if (seen.isError) return <FailureNotice view="update-story" error={seen.error} />;
  const isCalm = story.what.kind === 'updated' || story.what.kind === 'migrated';
  return (
    <Box
      role="status"
      {...marked('update-story')}
      sx={({ seat }) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: 2,
        py: 0.4,
        borderBottom: `1px solid ${isCalm ? seat.line : seat.attentionLine}`,
        background: isCalm ? seat.sheet : seat.attentionTint,
        fontSize: '0.92rem',
      })}
    >
      <Box sx={{ flex: 1 }}>{storyWords(t, story).join(' ')}</Box>
      <Button size="small" data-testid="update-seen" onClick={() => seen.mutate({})}>
        {t('updates.story.seen')}
      </Button>
    </Box>
  );
}

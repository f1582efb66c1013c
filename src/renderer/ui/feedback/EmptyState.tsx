import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { type Mark, marked, type ViewIn } from '../views';

interface StandInProps {
  mark: Mark;
  title: string;
  hint: string;
  action?: ReactNode;
  /** `h1` where it stands in place of a page that brings its own. */
  titleAs?: 'p' | 'h1';
}

/** What a page says when there is nothing on it, and what would put something there. */
export function EmptyState({ view, ...words }: { view: ViewIn<'empty'> } & Omit<StandInProps, 'mark'>) {
  return <StandIn mark={marked(view, 'empty')} {...words} />;
}

/** A sentence in the middle of the place where a view would be. */
export function StandIn({ mark, title, hint, action, titleAs = 'p' }: StandInProps) {
  return (
    <Box {...mark} sx={{ display: 'grid', placeItems: 'center', height: '100%', p: 4, textAlign: 'center' }}>
      <Box sx={{ maxWidth: '30rem' }}>
        <Typography variant="h3" component={titleAs}>
          {title}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5, mb: action ? 2 : 0 }}>
          {hint}
        </Typography>
        {action}
      </Box>
    </Box>
  );
}

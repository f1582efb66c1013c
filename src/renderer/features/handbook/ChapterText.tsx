import Box from '@mui/material/Box';
import { memo } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { shortcutIn } from '../../../shared/handbook/chapters';
import { capOf, SHORTCUT_NAMES } from '../../../shared/shortcuts/shortcuts';
import { Kbd } from '../../ui/Kbd';
import { pictureUrl } from './books';

const PLUGINS = [remarkGfm];

/** A key is written by its command's name, so that a book cannot tell another than the seat obeys. */
function Code({ children }: { children?: React.ReactNode }) {
  const words = String(children);
  const wanted = shortcutIn(words);
  const name = SHORTCUT_NAMES.find((each) => each === wanted);
  if (name === undefined) return <code>{words}</code>;
  return (
    <>
      <Kbd>{capOf(name)}</Kbd>
      <Box component="span" sx={{ position: 'absolute', clipPath: 'inset(50%)' }}>
        {capOf(name)}
      </Box>
    </>
  );
}

const PARTS: Components = {
  code: Code,
  // The seat goes nowhere: an address is told, not followed.
  a: ({ children }) => <span>{children}</span>,
  img: ({ src, alt }) => (
    <Box component="span" sx={{ display: 'block', my: 1.5 }}>
      <Box
        component="img"
        src={pictureUrl(String(src))}
        alt={alt ?? ''}
        loading="lazy"
        sx={({ seat }) => ({
          display: 'block',
          width: '100%',
          maxWidth: '52rem',
          aspectRatio: '16 / 9',
          border: `1px solid ${seat.lineStrong}`,
          borderRadius: 1,
        })}
      />
      <Box component="span" aria-hidden sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>
        {alt}
      </Box>
    </Box>
  ),
};

/** A chapter's Markdown as the seat's own elements: no HTML of the text's, no address that leads out. */
export const ChapterText = memo(function ChapterText({ text }: { text: string }) {
  return (
    <Box
      sx={({ seat }) => ({
        maxWidth: '52rem',
        lineHeight: 1.75,
        position: 'relative',
        '& h3': { fontSize: '1.07rem', mt: 2.5, mb: 0.5 },
        '& p': { my: 0.75 },
        '& ul, & ol': { my: 0.75, pl: 3 },
        '& li': { mb: 0.25 },
        '& table': { borderCollapse: 'collapse', my: 1.5, width: '100%' },
        '& th, & td': {
          border: `1px solid ${seat.line}`,
          px: 1.25,
          py: 0.5,
          textAlign: 'left',
          verticalAlign: 'top',
        },
        '& th': { background: seat.inset, fontWeight: 600, whiteSpace: 'nowrap' },
        '& blockquote': {
          m: 0,
          my: 1,
          px: 1.5,
          py: 0.5,
          borderLeft: `3px solid ${seat.attention}`,
          background: seat.attentionTint,
        },
        '& code': {
          fontSize: '0.93em',
          background: seat.inset,
          px: 0.5,
          borderRadius: 0.5,
          overflowWrap: 'anywhere',
        },
        '& pre': { m: 0, my: 1, p: 1.25, background: seat.inset, borderRadius: 1, overflowX: 'auto' },
        '& pre code': { p: 0 },
      })}
    >
      <Markdown remarkPlugins={PLUGINS} components={PARTS} skipHtml>
        {text}
      </Markdown>
    </Box>
  );
});

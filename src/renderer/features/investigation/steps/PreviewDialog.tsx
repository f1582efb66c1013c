import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslation } from 'react-i18next';
import { paperOfInvestigation } from '../../../../shared/investigation/paper';
import type { Block } from '../../../../shared/papers/paper';
import { Dialog } from '../../../ui/Dialog';
import { useInvestigation } from '../investigation-context';

const SONG = '"FangSong", "FangSong_GB2312", "STFangsong", "Noto Serif CJK SC", serif';

/** The paper as it will stand: the same blocks that docx and pdf are made of. */
export function PreviewDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { form, view } = useInvestigation();
  const paper = paperOfInvestigation(form, view);
  return (
    <Dialog
      view="investigation-preview"
      open
      onClose={onClose}
      aria-labelledby="preview-title"
      maxWidth="md"
      fullWidth
    >
      <DialogTitle id="preview-title">{t('investigation.preview')}</DialogTitle>
      <DialogContent tabIndex={0}>
        <Box
          data-testid="paper"
          sx={{
            background: '#fff',
            color: '#111',
            border: '1px solid #bbb',
            p: '3rem 3.2rem',
            fontFamily: SONG,
            fontSize: '1.05rem',
            lineHeight: 1.85,
            '& p, & h2, & h3, & h4': { m: 0, textIndent: '2em', fontSize: 'inherit' },
            '& table': {
              width: '100%',
              borderCollapse: 'collapse',
              fontSize: '0.88rem',
              lineHeight: 1.5,
              my: 1,
            },
            '& td, & th': { border: '1px solid #333', p: '0.25rem 0.4rem', overflowWrap: 'anywhere' },
          }}
        >
          <Box
            sx={{ textAlign: 'center', fontSize: '1.5rem', fontWeight: 600, whiteSpace: 'pre-line', mb: 1.5 }}
          >
            {paper.title}
          </Box>
          {paper.blocks.map((block, index) => (
            <Printed key={index} block={block} />
          ))}
        </Box>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose} autoFocus>
          {t('app.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Printed({ block }: { block: Block }) {
  const { t } = useTranslation();
  switch (block.kind) {
    case 'heading': {
      const weight = block.level === 2 ? 400 : 700;
      return (
        <Box component={block.level === 1 ? 'h3' : 'h4'} sx={{ fontWeight: weight }}>
          {block.text}
        </Box>
      );
    }
    case 'paragraph':
      return (
        <Box component="p" sx={{ textAlign: block.align ?? 'justify', whiteSpace: 'pre-wrap' }}>
          {block.text}
        </Box>
      );
    case 'fields':
      return block.rows.map(({ label, value }) => (
        <p key={label}>
          {label}
          {t('investigation.colon')}
          {value}
        </p>
      ));
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {block.columns.map(({ title, widthMm }) => (
                <th key={title} scope="col" style={{ width: `${widthMm / 1.56}%` }}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, place) => (
                  <td key={place}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    default:
      // A report has no figures and no notes.
      return null;
  }
}

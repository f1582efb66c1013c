import Box from '@mui/material/Box';
import { neutralName, type AttachmentId } from '../../../shared/attachments/attachment';
import type { EvidenceView } from '../../../shared/case/evidence';
import { EvidenceLook } from './EvidenceLook';
import { sizeWords } from './words';

/** Files of a case by their neutral names, each to be looked at. `ids`: in their order; one that is not known is left out. */
export function EvidenceList({
  ids,
  files,
}: {
  ids: readonly AttachmentId[];
  files: readonly EvidenceView[];
}) {
  const shown = ids.flatMap((id) => files.find((file) => file.id === id) ?? []);
  if (shown.length === 0) return null;
  return (
    <Box
      component="ul"
      data-testid="evidence-list"
      sx={{ m: 0, p: 0, listStyle: 'none', fontSize: '0.93rem' }}
    >
      {shown.map((file) => (
        <Box
          component="li"
          key={file.id}
          data-evidence={file.id}
          sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 0.75, py: 0.25 }}
        >
          {neutralName(file.number, file.type)}
          <Box component="span" title={file.sha256} sx={{ color: 'text.secondary', fontSize: '0.88rem' }}>
            {sizeWords(file.size)}
          </Box>
          <EvidenceLook file={file} />
        </Box>
      ))}
    </Box>
  );
}

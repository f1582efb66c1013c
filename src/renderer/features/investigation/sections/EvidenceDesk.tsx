import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { neutralName, type AttachmentId } from '../../../../shared/attachments/attachment';
import { EvidenceLook, EvidencePicker } from '../../attachments';
import { FieldRow } from '../fields/FieldRow';
import { TextRow } from '../fields/TextRow';
import { useInvestigation } from '../investigation-context';

/** 证据: files that are kept here, and recordings that are kept elsewhere and known by their hash. */
export function EvidenceDesk() {
  const { t } = useTranslation();
  const { form, change, view, isLocked } = useInvestigation();
  const { electronic } = form.site;
  const setFiles = (evidence: typeof form.evidence) => change((before) => ({ ...before, evidence }));
  const setElectronic = (next: typeof electronic) =>
    change((before) => ({ ...before, site: { ...before.site, electronic: next } }));
  const added = (id: AttachmentId) =>
    change((before) =>
      before.evidence.some((each) => each.id === id)
        ? before
        : { ...before, evidence: [...before.evidence, { id, caption: '' }] },
    );
  return (
    <>
      <FieldRow field="evidence">
        {form.evidence.map(({ id, caption }, index) => {
          const file = view.evidence.find((each) => each.id === id);
          return (
            <Box
              data-wraps
              key={id}
              data-testid="evidence"
              sx={{
                display: 'grid',
                gridTemplateColumns: '8rem minmax(0, 1fr) auto',
                gap: 1,
                alignItems: 'end',
              }}
            >
              <Box sx={{ fontSize: '0.93rem' }}>
                {file ? neutralName(file.number, file.type) : '—'}
                <Box sx={{ color: 'text.secondary', fontSize: '0.8rem' }}>{file?.sha256.slice(0, 16)}</Box>
              </Box>
              <TextRow
                field={`evidence.${index}.caption`}
                value={caption}
                maxLength={300}
                onChange={(next) =>
                  setFiles(form.evidence.map((each, at) => (at === index ? { id, caption: next } : each)))
                }
              />
              <Button
                size="small"
                disabled={isLocked}
                aria-label={t('investigation.leaveOutOf', { n: index + 1 })}
                onClick={() => setFiles(form.evidence.filter((_, at) => at !== index))}
              >
                {t('investigation.leaveOut')}
              </Button>
              {file && (
                <Box sx={{ gridColumn: '1 / -1' }}>
                  <EvidenceLook file={file} />
                </Box>
              )}
            </Box>
          );
        })}
        <EvidencePicker
          callId={view.callId}
          label={t('investigation.addEvidence')}
          isDisabled={isLocked}
          onAdded={added}
        />
      </FieldRow>
      <FieldRow field="site.electronic">
        {electronic.map((each, index) => {
          const put = (part: Partial<typeof each>) =>
            setElectronic(electronic.map((other, at) => (at === index ? { ...other, ...part } : other)));
          return (
            <Box
              data-wraps
              key={index}
              sx={{
                display: 'grid',
                gridTemplateColumns: 'repeat(3, minmax(0, 1fr)) auto',
                gap: 1,
                alignItems: 'end',
              }}
            >
              <TextRow
                field={`site.electronic.${index}.what`}
                value={each.what}
                maxLength={200}
                onChange={(what) => put({ what })}
              />
              <TextRow
                field={`site.electronic.${index}.keptAt`}
                value={each.keptAt}
                maxLength={200}
                onChange={(keptAt) => put({ keptAt })}
              />
              <TextRow
                field={`site.electronic.${index}.sha256`}
                value={each.sha256}
                maxLength={64}
                onChange={(sha256) => put({ sha256: sha256.trim().toLowerCase() })}
              />
              <Button
                size="small"
                disabled={isLocked}
                onClick={() => setElectronic(electronic.filter((_, at) => at !== index))}
              >
                {t('investigation.remove')}
              </Button>
            </Box>
          );
        })}
        <Box>
          <Button
            size="small"
            disabled={isLocked || electronic.length >= 40}
            onClick={() => setElectronic([...electronic, { what: '', keptAt: '', sha256: '' }])}
          >
            {t('investigation.addElectronic')}
          </Button>
        </Box>
      </FieldRow>
    </>
  );
}

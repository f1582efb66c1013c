import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { readBackItems } from '../../../../shared/call/read-back';
import { Kbd } from '../../../ui/Kbd';
import { useCall } from '../call/call-context';
import { Field } from '../fields/Field';

const Row = styled(ButtonBase)(({ theme: { seat } }) => ({
  display: 'grid',
  gridTemplateColumns: '6.5rem minmax(0, 1fr) auto',
  alignItems: 'start',
  justifyItems: 'start',
  gap: '0.9rem',
  width: '100%',
  padding: '0.4rem 0.7rem',
  borderTop: `1px solid ${seat.line}`,
  fontSize: '1rem',
  textAlign: 'left',
  '&:first-of-type': { borderTop: 0 },
  '&:hover': { background: seat.primaryTint },
  '&:focus-visible': { outlineOffset: -2 },
}));

/**
 * What was registered, each part with the key that leads to where it is put right; from there F8 comes straight back.
 * The line above is the same in the words to say.
 */
export function ReadBackStep() {
  const { t } = useTranslation();
  const { form, bundle, correct } = useCall();
  return (
    <Field field="report.readBackMark" label={t('readBack.title')} hint={t('readBack.hint')}>
      <Box
        data-testid="read-back"
        sx={({ seat }) => ({ border: `1px solid ${seat.line}`, borderRadius: 1, background: seat.sheet })}
      >
        {readBackItems(form.report, bundle).map(({ part, step, text }, index) => (
          <Row
            key={part}
            data-key={index + 1}
            data-part={part}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => correct(step)}
          >
            <Box sx={{ color: 'text.secondary' }}>{t(`readBack.${part}`)}</Box>
            <Box
              sx={{
                display: '-webkit-box',
                WebkitLineClamp: 2,
                WebkitBoxOrient: 'vertical',
                overflow: 'hidden',
                overflowWrap: 'anywhere',
              }}
            >
              {text}
            </Box>
            <Kbd>{String(index + 1)}</Kbd>
          </Row>
        ))}
      </Box>
    </Field>
  );
}

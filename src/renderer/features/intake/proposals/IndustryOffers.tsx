import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { OfferButton } from '../../../ui/OfferButton';
import { useCall } from '../call/call-context';
import { marked } from '../../../ui/views';

const SHOWN = 3;

/** Lines of business that the target's words speak for: a press takes one; none is shown once one is chosen. */
export function IndustryOffers() {
  const { t } = useTranslation();
  const { bundle, form, reading, changeReport } = useCall();
  const offers = reading.industries
    .map(({ code }) => bundle.catalogue.industries.find((each) => each.code === code))
    .filter((each) => each !== undefined)
    .slice(0, SHOWN);
  if (form.report.industry !== '' || offers.length === 0) return null;
  return (
    <Box
      role="group"
      aria-label={t('proposals.industry')}
      data-testid="industry-offers"
      {...marked('industry-offers')}
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.75 }}
    >
      <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>{t('proposals.industry')}</Box>
      {offers.map(({ code, name }) => (
        <OfferButton
          key={code}
          data-industry={code}
          onClick={() => changeReport((report) => ({ ...report, industry: code }))}
        >
          {name}
        </OfferButton>
      ))}
    </Box>
  );
}

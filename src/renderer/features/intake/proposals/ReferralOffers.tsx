import Box from '@mui/material/Box';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { readCall } from '../../../../shared/proposals/read-call';
import { OfferButton } from '../../../ui/OfferButton';
import { useCall } from '../call/call-context';
import { marked } from '../../../ui/views';

const SHOWN = 3;

/** Whose the matter may be, by its words: a press takes the route. */
export function ReferralOffers({ matter, onTake }: { matter: string; onTake: (referralId: string) => void }) {
  const { t } = useTranslation();
  const { bundle, form } = useCall();
  const settled = useDeferredValue(matter);
  const referrals = useMemo(
    () => readCall({ description: settled }, bundle.rules).scope.referrals,
    [settled, bundle],
  );
  const offers = referrals.filter(({ referral }) => referral !== form.scope.referralId).slice(0, SHOWN);
  if (offers.length === 0) return null;
  return (
    <Box
      role="group"
      aria-label={t('proposals.whose')}
      data-testid="referral-offers"
      {...marked('referral-offers')}
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.75 }}
    >
      <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>{t('proposals.whose')}</Box>
      {offers.map(({ referral, spans }) => {
        const route = bundle.catalogue.referrals.find((each) => each.id === referral);
        return (
          <OfferButton key={referral} data-referral={referral} onClick={() => onTake(referral)}>
            {route ? t('scope.route', { ...route }) : referral}
            {spans[0] && ` “${spans[0].words}”`}
          </OfferButton>
        );
      })}
    </Box>
  );
}

import Box from '@mui/material/Box';
import { areaNames } from '../../../../shared/catalog/areas';
import { Kbd } from '../../../ui/Kbd';
import { OfferButton } from '../../../ui/OfferButton';
import { useCall } from '../call/call-context';
import type { Offer } from './reading';
import { marked } from '../../../ui/views';

interface OfferRowProps {
  title: string;
  offers: readonly Offer[];
  /** Enter in the box takes the first. */
  isEnter: boolean;
  onTake: (offer: Offer) => void;
}

/** Places that the words may mean: a person takes one, or goes on typing. */
export function OfferRow({ title, offers, isEnter, onTake }: OfferRowProps) {
  const { bundle } = useCall();
  return (
    <Box
      role="group"
      aria-label={title}
      data-testid="address-offers"
      {...marked('address-offers')}
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.75, pt: 0.75 }}
    >
      <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>{title}</Box>
      {offers.map((offer, index) => (
        <OfferButton
          key={`${offer.county}/${offer.town}`}
          data-place={offer.county}
          onClick={() => onTake(offer)}
        >
          {[...areaNames(offer, bundle.catalogue.areas), offer.detail].filter(Boolean).join(' ')}
          {isEnter && index === 0 && <Kbd>Enter</Kbd>}
        </OfferButton>
      ))}
    </Box>
  );
}

import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { areaNames } from '../../../../shared/catalog/areas';
import { Kbd } from '../../../ui/Kbd';
import { useCall } from '../call/call-context';
import type { Offer } from './reading';

const OfferButton = styled(ButtonBase)(({ theme: { seat } }) => ({
  gap: '0.45rem',
  padding: '0.15rem 0.6rem',
  border: `1px dashed ${seat.attentionLine}`,
  borderRadius: 4,
  background: seat.attentionTint,
  color: seat.attention,
  fontSize: '0.95rem',
  lineHeight: 1.6,
  '&:hover': { borderStyle: 'solid', borderColor: seat.attention },
}));

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

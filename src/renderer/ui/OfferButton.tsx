import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';

/** Something the program heard or read and offers: taken by a person, or left (dashed until then). */
export const OfferButton = styled(ButtonBase)(({ theme: { seat } }) => ({
  gap: '0.45rem',
  padding: '0.15rem 0.6rem',
  border: `1px dashed ${seat.attentionLine}`,
  borderRadius: 4,
  background: seat.attentionTint,
  color: seat.attention,
  fontSize: '0.95rem',
  lineHeight: 1.6,
  textAlign: 'left',
  '&:hover': { borderStyle: 'solid', borderColor: seat.attention },
  '&[aria-pressed=true]': {
    borderStyle: 'solid',
    borderColor: seat.primary,
    background: seat.primaryTint,
    color: seat.primary,
    fontWeight: 600,
  },
}));

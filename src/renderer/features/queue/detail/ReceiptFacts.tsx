import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { Receipt } from '../../../../shared/center-api/receipt';
import { fullTime } from '../../../ui/times';
import { Facts } from './Section';

/** The center's signed proof, as a person can compare it over the phone. */
export function ReceiptFacts({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation();
  const mono = { fontFamily: 'ui-monospace, "Noto Sans Mono", Consolas, monospace', fontSize: '0.85rem' };
  return (
    <Facts
      rows={[
        [
          t('queue.centerNumber'),
          <Box key="number" component="strong" data-testid="receipt-number">
            {receipt.centerNumber}
          </Box>,
        ],
        [t('queue.receivedAt'), fullTime(receipt.receivedAt)],
        [t('detail.revision'), String(receipt.revision)],
        [
          t('detail.keyId'),
          <Box key="key" component="span" sx={mono}>
            {receipt.keyId}
          </Box>,
        ],
        [
          t('detail.hash'),
          <Box key="hash" component="span" sx={mono}>
            {receipt.bodySha256}
          </Box>,
        ],
      ]}
    />
  );
}

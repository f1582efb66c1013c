import { createHash } from 'node:crypto';
import { PushResponse, ReceiptAnswer } from '../../shared/center-api/messages';
import { type Receipt, receiptText } from '../../shared/center-api/receipt';
import { CallId } from '../../shared/ids';

type Sign = (text: string) => string;
export type Tampering = 'wrong_signature' | 'wrong_hash' | 'other_ids';

/** The center's answer with its receipts made false in one way; answers without receipts stay as they are. */
export function tamper(answer: string, kind: Tampering, sign: Sign): string {
  const value: unknown = JSON.parse(answer);
  const pushed = PushResponse.safeParse(value);
  if (pushed.success) {
    const results = pushed.data.results.map((result) =>
      'receipt' in result
        ? {
            ...result,
            ...(kind === 'other_ids' && { id: otherId(result.id) }),
            receipt: falseReceipt(result.receipt, kind, sign),
          }
        : result,
    );
    return JSON.stringify({ ...pushed.data, results });
  }
  const asked = ReceiptAnswer.safeParse(value);
  if (!asked.success) return answer;
  const receipts = asked.data.receipts.map((receipt) => falseReceipt(receipt, kind, sign));
  return JSON.stringify({ ...asked.data, receipts });
}

function falseReceipt(receipt: Receipt, kind: Tampering, sign: Sign): Receipt {
  switch (kind) {
    case 'wrong_signature':
      return { ...receipt, signature: sign(`${receiptText(receipt)} `) };
    case 'wrong_hash': {
      const claim = { ...receipt, bodySha256: createHash('sha256').update(receipt.bodySha256).digest('hex') };
      return { ...claim, signature: sign(receiptText(claim)) };
    }
    case 'other_ids': {
      const claim = { ...receipt, recordId: otherId(receipt.recordId) };
      return { ...claim, signature: sign(receiptText(claim)) };
    }
  }
}

/** Another valid id, the same one each time for the same id. */
function otherId(id: string): Receipt['recordId'] {
  const last = id.endsWith('0') ? '1' : '0';
  return CallId.parse(`${id.slice(0, -1)}${last}`);
}

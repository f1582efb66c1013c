import { createHmac } from 'node:crypto';
import { SignedEnrolment } from '../../../shared/center-api/enrolment';
import { signedText } from '../../../shared/center-api/identity';
import { CenterUrl } from '../../../shared/center-api/people';
import {
  CHECK_CHARS,
  checkText,
  codeIn,
  codeLetters,
  type EnrolmentCode,
} from '../../../shared/session/enrolment-code';
import { Refusal } from '../refusal';
import { createExchange } from '../sync/center/exchange';
import type { Line } from '../sync/line/ports';
import { classifySaid } from '../sync/people/classify';
import type { Clock, Exchange } from '../sync/ports';
import { SeatKey } from '../vault/seat-key';
import { checkEnrolment, type CheckedEnrolment } from './enrolment';

const DEADLINE_MS = 20_000;

export interface ByCodeParts {
  /** The way out before there is a store to keep one in. */
  line: Line;
  version: string;
  clock: Clock;
}

export interface TakenByCode {
  checked: CheckedEnrolment;
  key: SeatKey;
}

/**
 * Makes this PC a seat by a one-time code: its own key is made here, the center answers a signed enrolment for it, and that
 * counts only where the key it is signed by is the one that the code's last two groups stand for. A proxy between the two
 * could therefore read the line's words, if TLS let it, and still not put its own keys in place of the center's.
 */
export class EnrolmentByCode {
  /** Of a code whose answer was lost: asked again with the same key, it is not lost. */
  private asked: { code: string; key: SeatKey } | null = null;
  private isBusy = false;

  constructor(private readonly parts: ByCodeParts) {}

  /** Throws `enrolment_failed` with a reason, `bundle_refused` or `enrolment_refused`. */
  async redeem(typedUrl: string, typedCode: string): Promise<TakenByCode> {
    const centerUrl = centerUrlIn(typedUrl);
    const code = codeIn(typedCode);
    if (centerUrl === null) throw failed('bad_address');
    if (code === null) throw failed('bad_code');
    if (this.isBusy) throw failed('busy');
    this.isBusy = true;
    try {
      const key = this.keyFor(code);
      const exchange = await this.send(centerUrl, code, key);
      const checked = this.believe(exchange, code, centerUrl);
      this.asked = null;
      return { checked, key };
    } finally {
      this.isBusy = false;
    }
  }

  private keyFor({ seatId, secret }: EnrolmentCode): SeatKey {
    const code = `${seatId}${secret}`;
    if (this.asked?.code !== code) this.asked = { code, key: SeatKey.make() };
    return this.asked.key;
  }

  private async send(centerUrl: string, { seatId, secret }: EnrolmentCode, key: SeatKey): Promise<Exchange> {
    const { line, version } = this.parts;
    const { exchange, close } = createExchange({ centerUrl, token: null, version, line });
    const asked = { seatId, secret, seatKey: key.publicKey, centerUrl };
    const body = { ...asked, signature: key.sign(signedText(asked)) };
    try {
      return await exchange(
        { method: 'POST', url: '/v1/enrolments', body },
        AbortSignal.timeout(DEADLINE_MS),
      );
    } finally {
      close();
    }
  }

  private believe(exchange: Exchange, code: EnrolmentCode, centerUrl: string): CheckedEnrolment {
    const said = classifySaid(SignedEnrolment, exchange, this.parts.clock.now());
    switch (said.kind) {
      case 'unreached':
        throw failed('no_line', said.cause);
      case 'refused':
        throw failed(
          REASONS.includes(said.reason) ? said.reason : said.status === 404 ? 'too_old' : 'refused',
        );
      case 'said': {
        const checked = checkEnrolment(said.value);
        const { enrolment, signed } = checked;
        const signing = enrolment.keys.signing.find(({ id }) => id === signed.keyId);
        if (signing === undefined || checkOf(code, signing.publicKey) !== code.check) {
          throw failed('key_mismatch');
        }
        if (enrolment.seat.id !== code.seatId || enrolment.centerUrl !== centerUrl) throw failed('refused');
        return checked;
      }
    }
  }
}

const REASONS: readonly string[] = [
  'wrong_code',
  'code_used',
  'code_expired',
  'code_locked',
  'no_people',
  'bad_signature',
];

/** The part of a code that only one signing key fits; made with the code's secret, so that nobody can look for another. */
function checkOf({ seatId, secret }: EnrolmentCode, signingKey: string): string {
  return codeLetters(
    createHmac('sha256', secret).update(checkText(seatId, signingKey)).digest(),
    CHECK_CHARS,
  );
}

/** An address as a person types it; without a scheme it is https. Null where it is none, or has more than a host and port. */
function centerUrlIn(typed: string): string | null {
  const text = typed.normalize('NFKC').trim();
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
    const isPlain = url.username === '' && url.search === '' && url.hash === '' && url.pathname === '/';
    return isPlain && CenterUrl.safeParse(url.origin).success ? url.origin : null;
  } catch {
    return null;
  }
}

function failed(reason: string, cause?: string): Refusal {
  return new Refusal('enrolment_failed', cause === undefined ? { reason } : { reason, cause });
}

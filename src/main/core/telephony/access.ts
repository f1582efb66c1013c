import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { PhoneSettings, PhoneToken } from '../../../shared/telephony/event';
import type { MetaRepository } from '../store/repositories/seat/meta';
import type { Writer } from '../store/writer';

const Kept = z.strictObject({ ...PhoneSettings.shape, token: PhoneToken });
type Kept = z.infer<typeof Kept>;

/** Whether the adapter is on, its port and its token. Kept in the encrypted store: the token is a secret of this seat. */
export class PhoneAccessStore {
  private kept: Kept | undefined;

  constructor(
    private readonly meta: MetaRepository,
    private readonly writer: Writer,
  ) {
    const stored = meta.phone();
    this.kept = stored === null ? undefined : Kept.parse(JSON.parse(stored));
  }

  settings(): PhoneSettings {
    return { isOn: this.kept?.isOn ?? false, port: this.kept?.port ?? 0 };
  }

  /** Settings and token; the token is made when it is first asked for. */
  load(): Kept {
    return this.kept ?? this.save(this.settings(), true);
  }

  /** `within`: what belongs to the same transaction. */
  save(settings: PhoneSettings, renewsToken: boolean, within: () => void = () => undefined): Kept {
    const token = renewsToken || !this.kept ? randomBytes(32).toString('base64url') : this.kept.token;
    const kept = { ...settings, token };
    this.writer.write(() => {
      this.meta.setPhone(JSON.stringify(kept));
      within();
    });
    this.kept = kept;
    return kept;
  }

  /** In constant time, whatever its length. False while there is no token. */
  isToken(offered: string): boolean {
    const wanted = this.kept?.token;
    const same = timingSafeEqual(digest(offered), digest(wanted ?? randomBytes(32).toString('base64url')));
    return same && wanted !== undefined;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

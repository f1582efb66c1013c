import type { SecureContext } from 'node:tls';
import { z } from 'zod';
import type { SessionPerson } from '../../../../shared/ipc/contract';
import { isBypassed, parsePac, type Hop } from '../../../../shared/network/routes';
import {
  DEFAULT_NETWORK,
  MAX_PEM_CHARS,
  NetworkSettings,
  ProxyPassword,
  type AuthorityView,
  type NetworkView,
} from '../../../../shared/network/settings';
import type { AuditChain } from '../../audit/chain';
import { Refusal } from '../../refusal';
import type { MetaRepository } from '../../store/repositories/seat/meta';
import type { Writer } from '../../store/writer';
import type { Announce } from '../../ports';
import type { Clock } from '../ports';
import { readAuthorities, trustIn } from './certificates';
import type { Line, ProxyLogin, Target } from './ports';

/** The system's answer is asked again after this long: a person who switches the office network is not kept waiting. */
const SYSTEM_ANSWER_MS = 5_000;

const DIRECT: readonly Hop[] = [{ kind: 'direct' }];

/** The way out and the authorities of a policy file. */
export interface LinePolicy {
  proxy: Omit<NetworkSettings, 'user'> | null;
  /** PEM */
  authorities: string | null;
}

const Kept = z.strictObject({
  ...NetworkSettings.shape,
  password: ProxyPassword,
  /** PEM of the bureau's authorities; null: none. */
  authorities: z.string().max(MAX_PEM_CHARS).nullable(),
});
type Kept = z.infer<typeof Kept>;

export interface NetworkParts {
  meta: MetaRepository;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  announce: Announce;
  seatId: string;
  /** What the operating system says of an address, as a PAC result. */
  resolveProxy: (url: string) => Promise<string>;
  clockOffset: () => number | null;
  /** What an administrator laid down for this PC; it stands above a supervisor's own. */
  policy?: LinePolicy;
}

/**
 * How this seat gets out: a supervisor's settings, the proxy's password and the bureau's authorities, all in the encrypted
 * store. The one `Line` of the real center's client. There is no setting that turns the check of certificates off.
 */
export class Network implements Line {
  private kept: Kept;
  private trust: SecureContext | undefined;
  private system: { url: string; hops: readonly Hop[]; until: number } | undefined;
  private changed: () => void = () => undefined;

  constructor(private readonly parts: NetworkParts) {
    this.kept = keptIn(parts.meta.network());
  }

  /** Called after each change, so that connections by the old way are let go. */
  onChanged(listener: () => void): void {
    this.changed = listener;
  }

  settings(): NetworkView {
    const { password, authorities: _, ...settings } = this.way();
    return { ...settings, hasPassword: password !== '', authorities: this.authorities(this.pem()) };
  }

  /** `password` null: as it is. Without a user there is none. Throws `invalid_input` for a manual proxy without a place. */
  configure(
    person: SessionPerson,
    { password, ...settings }: NetworkSettings & { password: string | null },
  ): NetworkView {
    const { mode, host, port } = settings;
    this.refuseLocked(settings);
    if (mode === 'manual' && (host === '' || port === 0))
      throw new Refusal('invalid_input', { reason: 'host' });
    const next = settings.user === '' ? '' : (password ?? this.kept.password);
    this.keep(person, { ...this.kept, ...settings, password: next }, mode);
    return this.settings();
  }

  /** What a file would make the seat trust, before anybody says so. Throws `authority_refused` with the reason. */
  checkAuthorities(text: string): AuthorityView[] {
    return this.read(text).authorities;
  }

  /** Trusts these authorities beside the runtime's own; null takes them away. */
  trustAuthorities(person: SessionPerson, text: string | null): NetworkView {
    const authorities = text === null ? null : this.read(text).pem;
    this.keep(
      person,
      { ...this.kept, authorities },
      authorities === null ? 'authority_removed' : 'authority_added',
    );
    return this.settings();
  }

  async hops({ host, port, isSecure }: Target): Promise<readonly Hop[]> {
    const { mode, host: proxy, port: proxyPort, bypass } = this.way();
    if (mode === 'none' || isBypassed(host, bypass)) return DIRECT;
    if (mode === 'manual') return [{ kind: 'proxy', host: proxy, port: proxyPort }];
    const name = host.includes(':') ? `[${host}]` : host;
    return this.systemHops(`${isSecure ? 'https' : 'http'}://${name}:${String(port)}/`);
  }

  proxyLogin(): ProxyLogin {
    const { user, password } = this.kept;
    return user === '' ? null : `${user}:${password}`;
  }

  secureContext(): SecureContext {
    return (this.trust ??= trustIn(this.pem()));
  }

  hasBureauAuthority(): boolean {
    return this.pem() !== null;
  }

  clockOffset(): number | null {
    return this.parts.clockOffset();
  }

  /** What no report may hold: the proxy's user and password. */
  secrets(): string[] {
    return [this.kept.password, this.kept.user].filter((word) => word !== '');
  }

  private way(): Kept {
    return { ...this.kept, ...this.parts.policy?.proxy };
  }

  /** The supervisor's authorities and the policy's together. */
  private pem(): string | null {
    const all = [this.kept.authorities, this.parts.policy?.authorities ?? null].filter((one) => one !== null);
    return all.length === 0 ? null : all.join('');
  }

  /** Throws `locked_by_policy` where anything but the login differs from what the policy says. */
  private refuseLocked({ mode, host, port, bypass }: NetworkSettings): void {
    const proxy = this.parts.policy?.proxy ?? null;
    const isAsLocked =
      proxy === null ||
      (proxy.mode === mode &&
        proxy.host === host &&
        proxy.port === port &&
        proxy.bypass.join() === bypass.join());
    if (!isAsLocked) throw new Refusal('locked_by_policy', { setting: 'proxy' });
  }

  /** A shell that does not answer is no reason to stay silent: then the seat goes straight. */
  private async systemHops(url: string): Promise<readonly Hop[]> {
    const { clock, resolveProxy } = this.parts;
    const now = clock.monotonic();
    if (this.system !== undefined && this.system.url === url && now < this.system.until)
      return this.system.hops;
    const hops = await resolveProxy(url).then(parsePac, () => DIRECT);
    this.system = { url, hops, until: now + SYSTEM_ANSWER_MS };
    return hops;
  }

  private read(text: string): { authorities: AuthorityView[]; pem: string } {
    const read = readAuthorities(text);
    if (!read.ok) throw new Refusal('authority_refused', { reason: read.why });
    return read;
  }

  private authorities(pem: string | null): AuthorityView[] {
    const read = pem === null ? null : readAuthorities(pem);
    return read?.ok ? read.authorities : [];
  }

  private keep(person: SessionPerson, next: Kept, what: string): void {
    const { meta, writer, audit, clock, announce, seatId } = this.parts;
    writer.write(() => {
      meta.setNetwork(JSON.stringify(next));
      audit.append({
        at: clock.now(),
        actor: person.id,
        act: 'network_configured',
        subject: seatId,
        detail: what,
      });
    });
    this.kept = next;
    this.trust = undefined;
    this.system = undefined;
    announce('network');
    this.changed();
  }
}

/** What a newer version wrote and this one can't read is no reason not to open: then the system's way, and no bureau's CA. */
function keptIn(stored: string | null): Kept {
  const nothing: Kept = { ...DEFAULT_NETWORK, password: '', authorities: null };
  try {
    return stored === null ? nothing : Kept.parse(JSON.parse(stored));
  } catch {
    return nothing;
  }
}

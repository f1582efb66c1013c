import { z } from 'zod';
import { EpochMs } from '../ids';

/** A name or an address, as it may stand in a URL; an IPv6 address without its brackets. */
export const HostName = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9._:-]*[A-Za-z0-9])?$|^$/);

/** `none`: straight to the center; `system`: as the operating system says; `manual`: as a supervisor wrote down. */
export const ProxyMode = z.enum(['none', 'system', 'manual']);
export type ProxyMode = z.infer<typeof ProxyMode>;

/** How the seat gets to the center, as a person sets it. Secrets are not here. */
export const NetworkSettings = z.strictObject({
  mode: ProxyMode,
  host: HostName,
  port: z.number().int().min(0).max(65_535),
  /** No colon: Basic could not tell it from the password. */
  user: z
    .string()
    .max(120)
    .regex(/^[^:\u0000-\u001f\u007f]*$/),
  /** Hosts that are reached without a proxy: names, `*.suffix`, `<local>` for names without a dot. */
  bypass: z
    .array(
      z
        .string()
        .max(253)
        .regex(/^(<local>|[A-Za-z0-9.*:-]+)$/),
    )
    .max(50),
});
export type NetworkSettings = z.infer<typeof NetworkSettings>;

/** A seat that was told nothing follows the system, as every program of the PC does. */
export const DEFAULT_NETWORK: NetworkSettings = { mode: 'system', host: '', port: 0, user: '', bypass: [] };

/** Printable, as it goes into a header in base64. */
export const ProxyPassword = z
  .string()
  .max(200)
  .regex(/^[^\u0000-\u001f\u007f]*$/);

/** One certification authority of a file, as it is shown before a person trusts it. */
export const AuthorityView = z.strictObject({
  subject: z.string().max(1_000),
  issuer: z.string().max(1_000),
  /** SHA-256, hex pairs with colons. */
  fingerprint: z.string().max(100),
  validFrom: EpochMs,
  validUntil: EpochMs,
});
export type AuthorityView = z.infer<typeof AuthorityView>;

export const MAX_PEM_CHARS = 100_000;

/** What a supervisor sees of it: the password never comes back. */
export const NetworkView = z.strictObject({
  ...NetworkSettings.shape,
  hasPassword: z.boolean(),
  authorities: z.array(AuthorityView),
});
export type NetworkView = z.infer<typeof NetworkView>;

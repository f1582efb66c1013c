import { z } from 'zod';
import { Base64, EpochMs, Sha256 } from '../ids';

export const Version = z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,6}$/);

/** A package's own name in the folder: no path leads out of it. */
const FileName = z
  .string()
  .max(160)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._+-]*$/);

export const PackagePlatform = z.enum(['linux-x64', 'linux-arm64', 'win32-x64']);
export type PackagePlatform = z.infer<typeof PackagePlatform>;

export const UpdatePackage = z.strictObject({
  platform: PackagePlatform,
  file: FileName,
  bytes: z.number().int().min(1).max(2_000_000_000),
  sha256: Sha256,
});
export type UpdatePackage = z.infer<typeof UpdatePackage>;

/** What the province released: one version, a package for each kind of PC. */
export const UpdateManifest = z.strictObject({
  schema: z.literal(1),
  product: z.literal('hn12369-seat'),
  version: Version,
  /** An earlier program than this cannot be brought up in one step. */
  minimumVersion: Version,
  releasedAt: EpochMs,
  packages: z.array(UpdatePackage).min(1).max(10),
  /** What is new, for those who decide when it is installed. */
  notes: z.string().max(2_000).optional(),
});
export type UpdateManifest = z.infer<typeof UpdateManifest>;

/** As it lies in the folder: the text that was signed, and the signature of the province's release key over it. */
export const SignedManifest = z.strictObject({
  body: z.string().max(100_000),
  /** Ed25519, base64. */
  signature: Base64,
});
export type SignedManifest = z.infer<typeof SignedManifest>;

/** Why an update is not taken, closed; each has a sentence in `locales` under `updates.reason`, and one under `updates.todo`. */
export const UpdateProblem = z.enum([
  'no_folder',
  'no_key',
  /** The center offers none. */
  'not_offered',
  'no_manifest',
  'malformed',
  'bad_signature',
  'not_newer',
  'too_old_here',
  'no_package',
  'package_missing',
  'package_differs',
  'open_call',
  'no_room',
  /** The center could not be reached, or the line was lost: what is here already is gone on with. */
  'line',
]);
export type UpdateProblem = z.infer<typeof UpdateProblem>;

/** Part by part, as numbers. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number)) as [number[], number[]];
  for (let part = 0; part < 3; part += 1) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The package for this PC, or why there is none to take. Never a step back: an earlier program cannot read a later store. */
export function packageFor(
  manifest: UpdateManifest,
  here: { version: string; platform: string },
): UpdatePackage | Extract<UpdateProblem, 'not_newer' | 'too_old_here' | 'no_package'> {
  if (compareVersions(manifest.version, here.version) <= 0) return 'not_newer';
  if (compareVersions(here.version, manifest.minimumVersion) < 0) return 'too_old_here';
  return manifest.packages.find(({ platform }) => platform === here.platform) ?? 'no_package';
}

import { z } from 'zod';

/** Something of others that this program carries, as its bill of materials names it. */
export const ShippedComponent = z.strictObject({
  name: z.string().min(1).max(214),
  version: z.string().min(1).max(60),
  /** SPDX. */
  licence: z.string().min(1).max(200),
  /** As it came with the component; empty where it came with none. */
  text: z.string().max(200_000),
});
export type ShippedComponent = z.infer<typeof ShippedComponent>;

/** Those whose name or licence has every word that was typed. */
export function componentsWith(
  components: readonly ShippedComponent[],
  typed: string,
): readonly ShippedComponent[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return components.filter(({ name, licence }) => {
    const told = `${name} ${licence}`.toLowerCase();
    return words.every((word) => told.includes(word));
  });
}

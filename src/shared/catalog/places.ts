import { z } from 'zod';
import { text } from '../report/report';

const PlaceName = text(40).min(2);

/**
 * An area of the rank of a county beside those of the bureau of statistics (郑东新区), or, under a code that is known
 * already, further names by which people call it (航空港区). Names that several areas share (高新区) belong to each.
 */
export const ExtraArea = z
  .strictObject({
    code: z.string().regex(/^41\d{4}$/),
    name: PlaceName,
    city: z.string().regex(/^41\d{2}$/),
    /** A functional zone, not one of the counties. */
    zone: z.boolean(),
    aliases: z.array(PlaceName).max(16),
  })
  .refine((area) => area.code.startsWith(area.city), { error: 'area_outside_its_city' });
export type ExtraArea = z.infer<typeof ExtraArea>;

/**
 * Something everybody knows that tells where a caller is. `areas`: codes of the city (4 digits), county (6) or township
 * (9) it lies in; several where it lies across them, the one most often meant first.
 */
export const Landmark = z.strictObject({
  name: PlaceName,
  aliases: z.array(PlaceName).max(16),
  kind: z.enum(['reservoir', 'river', 'canal', 'road', 'estate', 'mountain', 'other']),
  areas: z
    .array(z.string().regex(/^41\d{2}(?:\d{2}(?:\d{3})?)?$/))
    .min(1)
    .max(6),
});
export type Landmark = z.infer<typeof Landmark>;

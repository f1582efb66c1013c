import { z } from 'zod';

/** The notice's own list of 重大举报线索, plus one open end. Non-empty means 初步分析 = 重大线索. */
export const MajorFlag = z.enum([
  'secret_wastewater',
  'secret_waste_gas',
  'toxic_dumping',
  'drinking_water',
  'south_north_canal',
  'yellow_river',
  'illegal_quarrying',
  'illegal_mining',
  'other_major',
]);
export type MajorFlag = z.infer<typeof MajorFlag>;

import { expect, it } from 'vitest';
import { measure } from '../../evaluate/sections/region';
import type { Row } from '../../evaluate/rows';

const row = (id: number, text: string, city: string, county: string): Row => ({
  line: id,
  id,
  text,
  city,
  county,
  address: '',
  target: '',
  official_types: [],
  expected_lead: 'general',
  lead_borderline: false,
  night: false,
  in_scope: true,
  scope_borderline: false,
  identity: [],
  duplicate_of: null,
  near_but_different: null,
});

it('counts every text, tells each miss, and says apart how it does where a place is named', () => {
  const { figures, misses, remarks } = measure([
    row(1, '荥阳广武镇南董杨寨村五组有人倒粪水', '郑州市', '荥阳市'),
    row(2, '新乡市民生渠还是臭水沟', '新乡市', ''),
    row(3, '三门峡示范区的工地', '三门峡市', '城乡一体化示范区'),
    row(4, '楼上装修砸墙', '郑州市', '金水区'),
    row(5, '荥阳汜水镇的采石场', '郑州市', '巩义市'),
  ]);
  expect(figures).toEqual({ cityAccuracy: 0.8, countyAccuracy: 0.6 });
  expect(misses.map(({ id, found }) => [id, found])).toEqual([
    [4, 'no place'],
    [5, '郑州市荥阳市'],
  ]);
  expect(remarks).toEqual(['region: over the 4 texts of 5 in which a place is read city 1, county 0.75']);
});

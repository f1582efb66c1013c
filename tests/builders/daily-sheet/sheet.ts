import { SheetRow, type SheetTexts } from '../../../src/shared/daily-sheet/sheet';
import type { Grade } from '../../../src/shared/lead/grade';
import { aCallId } from '../draft';

/** A row of the sheet; texts as a report would give them. */
export function aSheetRow(n: number, grade: Grade = 'general', texts: Partial<SheetTexts> = {}): SheetRow {
  return SheetRow.parse({
    callId: aCallId(),
    localNumber: `ZZ01-20261201-${String(n).padStart(4, '0')}`,
    recordRevision: 1,
    grade,
    texts: {
      city: '郑州',
      county: '惠济区',
      target: '索须河边无名洗涤厂',
      address: '古荥镇索须河南岸',
      pollution: '夜里往河里排白色泡沫水',
      industry: '加工制造',
      types: '废水',
      ...texts,
    },
  });
}

/** The four rows that the notice shows: what is not given there is empty. */
export function theNoticesRows(): SheetRow[] {
  const sample = (n: number, county: string, types: string, grade: Grade) =>
    aSheetRow(n, grade, { county, types, target: '', address: '', pollution: '', industry: '' });
  return [
    sample(1, '惠济区', '废水', 'major'),
    sample(2, '荥阳市', '废气', 'major'),
    sample(3, '巩义市', '废水', 'repeat'),
    sample(4, '新密市', '恶臭', 'general'),
  ];
}

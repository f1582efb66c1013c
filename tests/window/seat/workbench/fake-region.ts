import { suppressed } from '../../../../src/shared/center-api/region';
import { SeatId } from '../../../../src/shared/ids';
import type { RegionView } from '../../../../src/shared/ipc/contract';
import { Urgency } from '../../../../src/shared/lead/deadline';
import { addDays, shanghaiDate } from '../../../../src/shared/shanghai-time';

// TEST ONLY: what the center says of the city, in memory.

/** What a scenario may say of it. */
export interface RegionScenario {
  region?: 'none' | 'asking' | 'not_offered' | 'stale';
}

const COUNTIES = ['410182', '410105', '410108', '410185', ''];

function known(isStale: boolean): RegionView {
  const ageMs = isStale ? 2 * 3_600_000 : 180_000;
  const askedAt = Date.now() - ageMs;
  const today = shanghaiDate(askedAt);
  const seat = (id: string, total: number, now: number, at: number | null) => ({
    seatId: SeatId.parse(id),
    total,
    today: now,
    last30Days: Math.min(total, now * 28),
    lastReceiptAt: at,
  });
  return {
    kind: 'known',
    askedAt,
    ageMs,
    isStale,
    region: {
      seatId: SeatId.parse('ZZ01'),
      city: '4101',
      today,
      seats: [
        seat('ZZ01', 4307, 31, askedAt - 95_000),
        seat('ZZ02', 2876, 24, askedAt - 840_000),
        seat('ZZ03', 0, 0, null),
      ],
      days: Array.from({ length: 29 }, (_, back) => ({
        day: addDays(today, -back),
        report: 20 + ((back * 7) % 13),
        consultation: 9 + ((back * 5) % 6),
        out_of_scope: back % 3,
        nuisance: back % 4,
        dropped: back % 2,
      })),
      counties: suppressed(
        COUNTIES.flatMap((county, row) =>
          Urgency.options.map((urgency, column) => ({
            county,
            urgency,
            reports: Math.max(0, 60 - row * 17) * column + (row % 2),
          })),
        ),
      ),
      cases: { registered: 18, referred: 41, handling: 63, concluded: 502 },
      centerTime: askedAt,
    },
  };
}

export function fakeRegion({ region }: RegionScenario) {
  const view = (): RegionView => {
    if (region === 'none' || region === 'asking') return { kind: 'none', isAsking: region === 'asking' };
    return region === 'not_offered' ? { kind: 'not_offered' } : known(region === 'stale');
  };
  return { 'region.view': view, 'region.refresh': view };
}

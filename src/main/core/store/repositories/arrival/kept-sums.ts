import type Database from 'better-sqlite3';

/** What triggers keep (migration 0020), and the same counted from the rows themselves. */
const KEPT = {
  arrival_days: {
    columns: 'day, made, receipts, owed, unconfirmed, quarantined, again',
    counted: `select (r.made_at + 28800000) / 86400000, count(*), count(x.seq),
        count(*) filter (where o.delivery = 'owed' or (o.delivery = 'sending' and o.is_unconfirmed = 0)),
        count(*) filter (where o.delivery = 'unconfirmed' or (o.delivery = 'sending' and o.is_unconfirmed = 1)),
        count(*) filter (where o.delivery = 'quarantined'),
        count(*) filter (where o.seq is not null and x.seq is not null)
      from revisions r indexed by revisions_made left join outbox o on o.seq = r.seq
        left join receipts x on x.seq = r.seq
      group by 1`,
    isSome: 'made <> 0',
  },
  call_sums: {
    columns: 'agent_id, delivery, stage, calls',
    counted: 'select agent_id, delivery, stage, count(*) from calls group by 1, 2, 3',
    isSome: 'calls <> 0',
  },
  case_sums: {
    columns: 'stage, cases',
    counted: 'select stage, count(*) from cases group by 1',
    isSome: 'cases <> 0',
  },
  closed_days: {
    columns: 'day, code, cases',
    counted: `select accepted_on,
        10 * coalesce(due_on < date(closed_at / 1000, 'unixepoch', '+8 hours'), 0)
          + case when round > 1 then 0 when due_on > first_due_on then 1 when referred_on is null then 2
            when referred_on > accepted_on then 3 else 4 end,
        count(*)
      from cases where stage = 'closed' and closed_at is not null group by 1, 2`,
    isSome: 'cases <> 0',
  },
  closed_units: {
    columns: 'day, unit_name, cases, late',
    counted: `select accepted_on, unit_name, count(*),
        sum(coalesce(due_on < date(closed_at / 1000, 'unixepoch', '+8 hours'), 0))
      from cases where stage = 'closed' and closed_at is not null and unit_name is not null group by 1, 2`,
    isSome: '(cases <> 0 or late <> 0)',
  },
} as const;

export type KeptSum = keyof typeof KEPT;
export const KEPT_SUMS = Object.keys(KEPT) as KeptSum[];

/** Holds the sums that are kept to what they count. Looks at every row: nothing for the core's thread while somebody works. */
export class KeptSums {
  constructor(private readonly db: Database.Database) {}

  /** False where a table of sums does not agree with its rows; one statement: one moment. True of all other tables. */
  agrees(table: string): boolean {
    const name = KEPT_SUMS.find((each) => each === table);
    if (name === undefined) return true;
    const { columns, counted, isSome } = KEPT[name];
    const kept = `select ${columns} from ${name} where ${isSome}`;
    return (
      this.db
        .prepare<[], number>(
          `with counted(${columns}) as materialized (${counted})
          select exists (select * from counted except ${kept}) or exists (${kept} except select * from counted)`,
        )
        .pluck()
        .get() === 0
    );
  }

  amiss(): KeptSum[] {
    return KEPT_SUMS.filter((name) => !this.agrees(name));
  }

  /** Counts them anew. Within `Store.write`. */
  recount(): void {
    for (const name of KEPT_SUMS) {
      const { columns, counted } = KEPT[name];
      this.db.exec(`delete from ${name}; insert into ${name} (${columns}) ${counted}`);
    }
  }
}

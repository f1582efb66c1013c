import type Database from 'better-sqlite3';
import { Directory, type Interest, type Official, type Unit } from '../../../../../shared/case/directory';

type UnitRow = Omit<Unit, 'isActive'> & { isActive: number };
type OfficialRow = Omit<Official, 'isActive' | 'areas'> & { isActive: number; areas: string };

/** Units, officials and declared interests. Writes belong inside `Store.write`. */
export class DirectoryRepository {
  private readonly units: Database.Statement<[], UnitRow>;
  private readonly officials: Database.Statement<[], OfficialRow>;
  private readonly interests: Database.Statement<[], Interest>;
  private readonly unitPut: Database.Statement<[UnitRow]>;
  private readonly officialPut: Database.Statement<[OfficialRow]>;
  private readonly declared: Database.Statement<
    [Pick<Interest, 'officialId' | 'ground' | 'words' | 'declaredAt'> & { by: string }]
  >;
  private readonly ended: Database.Statement<[number, number]>;

  constructor(db: Database.Database) {
    this.units = db.prepare(
      'select id, name, level, area, phone, is_active as isActive from units order by is_active desc, name',
    );
    this.officials = db.prepare(`select id, unit_id as unitId, name, role, phone, areas, is_active as isActive
      from officials order by is_active desc, name`);
    this.interests =
      db.prepare(`select seq, official_id as officialId, ground, words, declared_at as declaredAt,
      ended_at as endedAt from interests order by seq`);
    this.unitPut = db.prepare(`insert into units (id, name, level, area, phone, is_active)
      values (:id, :name, :level, :area, :phone, :isActive)
      on conflict (id) do update set name = :name, level = :level, area = :area, phone = :phone, is_active = :isActive`);
    this.officialPut = db.prepare(`insert into officials (id, unit_id, name, role, phone, areas, is_active)
      values (:id, :unitId, :name, :role, :phone, :areas, :isActive)
      on conflict (id) do update set unit_id = :unitId, name = :name, role = :role, phone = :phone, areas = :areas,
        is_active = :isActive`);
    this.declared = db.prepare(`insert into interests (official_id, ground, words, declared_by, declared_at)
      values (:officialId, :ground, :words, :by, :declaredAt)`);
    this.ended = db.prepare('update interests set ended_at = ? where seq = ? and ended_at is null');
  }

  list(): Directory {
    return Directory.parse({
      units: this.units.all().map((row) => ({ ...row, isActive: row.isActive === 1 })),
      officials: this.officials
        .all()
        .map((row) => ({ ...row, isActive: row.isActive === 1, areas: JSON.parse(row.areas) as unknown })),
      interests: this.interests.all(),
    });
  }

  putUnit(unit: Unit): void {
    this.unitPut.run({ ...unit, isActive: Number(unit.isActive) });
  }

  putOfficial(official: Official): void {
    this.officialPut.run({
      ...official,
      areas: JSON.stringify(official.areas),
      isActive: Number(official.isActive),
    });
  }

  declare(interest: Pick<Interest, 'officialId' | 'ground' | 'words' | 'declaredAt'> & { by: string }): void {
    this.declared.run(interest);
  }

  /** False where it had ended before, or never was. */
  end(seq: number, at: number): boolean {
    return this.ended.run(at, seq).changes === 1;
  }
}

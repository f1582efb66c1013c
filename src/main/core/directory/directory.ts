import type { Directory as DirectoryView, Official, Unit } from '../../../shared/case/directory';
import type { Input, SessionPerson } from '../../../shared/ipc/contract';
import type { AuditChain } from '../audit/chain';
import type { Announce } from '../ports';
import { citiesWith } from '../../../shared/catalog/areas';
import { UnitId } from '../../../shared/case/official';
import { newCallId } from '../calls/call-id';
import { Refusal } from '../refusal';
import type { DirectoryRepository } from '../store/repositories/cases/directory';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';

export interface DirectoryParts {
  directory: DirectoryRepository;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  announce: Announce;
  /** The seat's own unit; its first digits are its city's. */
  unitCode: string;
}

const CITY_DIGITS = 4;

/** 承办单位、承办人员和利害关系申报. Whoever is named in a case stays; they are switched off, not taken out. */
export class Directory {
  constructor(private readonly parts: DirectoryParts) {}

  list(): DirectoryView {
    return this.parts.directory.list();
  }

  saveUnit(person: SessionPerson, unit: Unit): DirectoryView {
    return this.change(person, unit.id, () => this.parts.directory.putUnit(unit));
  }

  /** Throws `not_found` for a unit that is not in the directory. */
  saveOfficial(person: SessionPerson, official: Official): DirectoryView {
    if (!this.list().units.some(({ id }) => id === official.unitId)) throw new Refusal('not_found');
    return this.change(person, official.id, () => this.parts.directory.putOfficial(official));
  }

  /** Throws `not_found` for somebody who is not in the directory. */
  declare(person: SessionPerson, interest: Input<'directory.declare'>): DirectoryView {
    if (!this.list().officials.some(({ id }) => id === interest.officialId)) throw new Refusal('not_found');
    const declaredAt = this.parts.clock.now();
    return this.change(person, interest.officialId, () =>
      this.parts.directory.declare({ ...interest, by: person.id, declaredAt }),
    );
  }

  /** Throws `not_found` where it had ended before. */
  endInterest(person: SessionPerson, seq: number): DirectoryView {
    return this.change(person, String(seq), () => {
      if (!this.parts.directory.end(seq, this.parts.clock.now())) throw new Refusal('not_found');
    });
  }

  /** A unit for each division of the seat's own city that has none, and one for the city itself; persons are entered by people. */
  seed(person: SessionPerson): { added: number } {
    const city = citiesWith().find(({ code }) => code === this.parts.unitCode.slice(0, CITY_DIGITS));
    if (city === undefined) throw new Refusal('not_found');
    const { units } = this.list();
    const bureau = `${city.name}生态环境局`;
    const wanted = [
      { name: bureau, level: 'city' as const, area: '' },
      ...city.counties.map(({ code, name }) => ({
        // 郑州市生态环境局惠济分局; a county of two characters keeps its ending (禹县分局 would be another's).
        name: `${bureau}${name.length > 2 ? name.replace(/[市县区]$/u, '') : name}分局`,
        level: 'county' as const,
        area: code,
      })),
    ];
    const missing = wanted.filter(
      ({ name, area }) => !units.some((unit) => unit.name === name || (area !== '' && unit.area === area)),
    );
    if (missing.length === 0) return { added: 0 };
    this.change(person, city.code, () => {
      for (const unit of missing) {
        const id = UnitId.parse(newCallId(this.parts.clock.now()));
        this.parts.directory.putUnit({ ...unit, id, phone: '', isActive: true });
      }
    });
    return { added: missing.length };
  }

  private change(person: SessionPerson, subject: string, put: () => void): DirectoryView {
    const { writer, audit, clock, announce } = this.parts;
    writer.write(() => {
      put();
      audit.append({ at: clock.now(), actor: person.id, act: 'directory_changed', subject });
    });
    announce('directory');
    return this.list();
  }
}

import { findIdentity, type IdentityHit } from '../privacy/find-identity';
import { Investigation, type Section } from './investigation';

/** One value of an investigation, by its path: `site.points.0.answer`. */
export interface Leaf {
  field: string;
  section: Section;
  value: string | number | boolean | null;
}

const SECTION_OF: Record<string, Section> = { finding: 'site', evidence: 'site' };

/** Every single value, in the order of the sections. Ids and settled words are no values. */
export function leavesOf(investigation: Investigation): Leaf[] {
  const { kept: _kept, ...told } = investigation;
  const out: Leaf[] = [];
  const walk = (value: unknown, path: readonly string[]) => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
      return;
    }
    const [top = '', ...rest] = path;
    const name = rest.at(-1);
    if (name === 'id' || name === 'officialId' || name === 'isReported') return;
    const section = SECTION_OF[top] ?? (top as Section);
    out.push({ field: path.join('.'), section, value: value as Leaf['value'] });
  };
  walk(told, []);
  return out;
}

/** Names and telephones of those who sign are the office's own: they have to stand there. */
const OFFICIAL = /^signature\.|\.sha256$|^enterprise\.creditCode$/;

export interface InvestigationText {
  field: string;
  section: Section;
  text: string;
}

/** The texts that people write: where words could tell who called. */
export function textsOf(investigation: Investigation): InvestigationText[] {
  return leavesOf(investigation).flatMap(({ field, section, value }) =>
    typeof value === 'string' &&
    !OFFICIAL.test(field) &&
    !/\.(standing|finding|obtainedOn)$|^finding$/.test(field)
      ? [{ field, section, text: value }]
      : [],
  );
}

export interface InvestigationHit extends IdentityHit {
  field: string;
  section: Section;
  words: string;
}

/** Words that may tell who reported, and that nobody has settled as staying. */
export function identityInInvestigation(investigation: Investigation): InvestigationHit[] {
  return textsOf(investigation).flatMap(({ field, section, text }) =>
    text === ''
      ? []
      : findIdentity(text)
          .map((hit) => ({ ...hit, field, section, words: text.slice(hit.start, hit.end) }))
          .filter(
            ({ words }) => !investigation.kept.some((kept) => kept.field === field && kept.words === words),
          ),
  );
}

/** The same investigation with another text at `field`; undefined where there is no such text, or it cannot be held. */
export function withText(
  investigation: Investigation,
  field: string,
  text: string,
): Investigation | undefined {
  const parsed = Investigation.safeParse(put(investigation, field.split('.'), text));
  return parsed.success ? parsed.data : undefined;
}

function put(value: unknown, [key, ...rest]: readonly string[], text: string): unknown {
  if (key === undefined) return typeof value === 'string' ? text : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  if (Array.isArray(value)) {
    return value.map((each: unknown, at) => (String(at) === key ? put(each, rest, text) : each));
  }
  return { ...value, [key]: put((value as Record<string, unknown>)[key], rest, text) };
}

export interface FieldDifference {
  field: string;
  was: string;
  becomes: string;
}

/** What changed from one revision to another, value by value; `''` stands for what is not there. */
export function differencesOf(before: Investigation, after: Investigation): FieldDifference[] {
  const [was, becomes] = [before, after].map(
    (each) => new Map(leavesOf(each).map(({ field, value }) => [field, String(value ?? '')])),
  ) as [Map<string, string>, Map<string, string>];
  const fields = [...becomes.keys(), ...[...was.keys()].filter((field) => !becomes.has(field))];
  return fields
    .map((field) => ({ field, was: was.get(field) ?? '', becomes: becomes.get(field) ?? '' }))
    .filter((each) => each.was !== each.becomes);
}

import { z } from 'zod';
import { InterestGround, type Directory } from '../case/directory';
import { OfficialId } from '../case/official';
import { isBlocking, recusalsIn, toldName, type Matter, type RecusalHit } from '../case/referring/recusal';
import type { Investigation, Signer } from './investigation';

/** Who may have to stand back from a report: of the directory, or a typed name that it does not know. */
export const StandsBack = z.strictObject({
  officialId: OfficialId.nullable(),
  name: z.string(),
  ground: z.enum([...InterestGround.options, 'reporter']),
  words: z.string(),
  /** Nobody may decide it away; else somebody has to say that another is meant. */
  isBlocking: z.boolean(),
});
export type StandsBack = z.infer<typeof StandsBack>;

/**
 * The register held against what was reported, and against the party that was found: its name, place and legal person may be
 * others than the reporter knew. Typed names are looked for in what the reporter told.
 */
export function standingBack(form: Investigation, matter: Matter, directory: Directory): StandsBack[] {
  const { name, address, legalPerson } = form.enterprise;
  const found = (target: string, place: string): Matter => ({ ...matter, target, place, told: [] });
  const names = new Map(directory.officials.map((official) => [official.id, official.name]));
  const view = (hit: RecusalHit): StandsBack => ({
    ...hit,
    name: names.get(hit.officialId) ?? '',
    isBlocking: isBlocking(hit),
  });
  const hits = [
    ...recusalsIn(directory, matter),
    // A namesake of the legal person is no matter of the reporter's.
    ...[found(name, address), found(legalPerson, '')]
      .flatMap((each) => recusalsIn(directory, each))
      .filter(isBlocking),
  ].map(view);
  const typed = signersOf(form)
    .map((signer) => signer.name.trim())
    .filter((each) => ![...names.values()].includes(each))
    .flatMap((each): StandsBack[] => {
      const words = toldName(each, matter);
      if (words === null) return [];
      return [{ officialId: null, name: each, ground: 'reporter', words, isBlocking: false }];
    });
  return [...hits, ...typed].filter(
    (one, at, all) =>
      all.findIndex(
        (other) =>
          other.officialId === one.officialId &&
          other.name === one.name &&
          other.ground === one.ground &&
          other.words === one.words,
      ) === at,
  );
}

/** Whoever the report names as its author. */
export function signersOf({ signature }: Pick<Investigation, 'signature'>): Signer[] {
  return [signature.reviewer, signature.lead, ...signature.assistants];
}

/** What keeps this person back: chosen from the directory, or typed by the name that it knows. */
export function hitsOf(
  { officialId, name }: Pick<Signer, 'officialId' | 'name'>,
  standing: readonly StandsBack[],
): StandsBack[] {
  const typed = name.trim();
  return standing.filter((hit) =>
    officialId === null ? typed !== '' && hit.name === typed : hit.officialId === officialId,
  );
}

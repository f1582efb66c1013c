import type { TFunction } from 'i18next';
import type { Signer } from '../../../shared/investigation/investigation';
import { hitsOf, type StandsBack } from '../../../shared/investigation/standing-back';

export function mustStandBack(officialId: Signer['officialId'], standing: readonly StandsBack[]): boolean {
  return hitsOf({ officialId, name: '' }, standing).some(({ isBlocking }) => isBlocking);
}

/** Why this person has to stand back, or has to be asked about; nothing where there is nothing. */
export function standingWords(
  t: TFunction,
  signer: Pick<Signer, 'officialId' | 'name'>,
  standing: readonly StandsBack[],
): string {
  const hits = hitsOf(signer, standing);
  if (hits.length === 0) return '';
  const why = hits
    .map(({ ground, words }) => t(`cases.ground.${ground}`, { words: ground === 'area' ? '' : words }))
    .join(t('app.semicolon'));
  return t(hits.some(({ isBlocking }) => isBlocking) ? 'cases.standsBack' : 'cases.wasNamed', { why });
}

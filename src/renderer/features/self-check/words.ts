import type { TFunction } from 'i18next';
import type { Words } from '../../../shared/self-check/report-text';

/** The window's own translation, as the report's pure functions ask for it: its keys are closed words of the contract. */
export const wordsOf =
  (t: TFunction): Words =>
  (key, params) =>
    (t as unknown as Words)(key, params);

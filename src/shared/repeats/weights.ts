/** What can speak for or against two reports being one, as `evidenceOf` counts it: 0 is nothing. */
export interface Evidence {
  countyApart: number;
  /** One side does not know the county. */
  countyOpen: number;
  town: number;
  townApart: number;
  spots: number;
  /** Named places that agree where no town is told: they carry the place alone. */
  spotsAlone: number;
  /** Two villages or two roads. */
  spotsApart: number;
  /** Two waters or two estates. */
  landmarksApart: number;
  numbers: number;
  numbersApart: number;
  /** Surroundings: 桥下, 收费站. */
  around: number;
  sidesApart: number;
  /** One side is known by name, village or road, and the other does not tell. */
  signsOpen: number;
  name: number;
  namesApart: number;
  /** Notions that both targets hold. */
  about: number;
  /** Notions of one target that the other's story tells. */
  cross: number;
  tradesApart: number;
  aboutApart: number;
  /** Share of telling characters, by sound. */
  letters: number;
  said: number;
  saidShare: number;
  /** One is told apart from the other's trade: 不是铝厂那个. */
  others: number;
  types: number;
  typesApart: number;
  timesShared: number;
  timesApart: number;
}

export interface Weights {
  bias: number;
  of: Record<keyof Evidence, number>;
  /** From this score on. */
  likely: number;
  possible: number;
}

/**
 * Log-odds a unit of evidence. Set by hand first, then fitted by `tests/evaluate/fit-repeats.ts`: logistic regression
 * with ridge towards the hand-set values, signs held, over all pairs of a file in one city, and over pairs moved into
 * one town by force, which are not repeats. By hand alone, since no text at hand shows it often enough:
 * countyApart, townApart, spotsApart, namesApart, signsOpen.
 */
export const WEIGHTS: Weights = {
  bias: -6.87,
  of: {
    countyApart: -7,
    countyOpen: -1.15,
    town: 2.5,
    townApart: -7,
    spots: 2,
    spotsAlone: 2.2,
    spotsApart: -5,
    landmarksApart: -1.4,
    numbers: 1.3,
    numbersApart: -2.1,
    around: 0.2,
    sidesApart: -1.1,
    signsOpen: -1.6,
    name: 4.8,
    namesApart: -8,
    about: 1.2,
    cross: 0.6,
    tradesApart: -3.2,
    aboutApart: -2.3,
    letters: 3.9,
    said: 0.33,
    saidShare: 2,
    others: -1.6,
    types: 1.5,
    typesApart: -3.4,
    timesShared: 1,
    timesApart: -0.4,
  },
  likely: 0.5,
  possible: 0.15,
};

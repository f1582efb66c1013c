/** What can speak for or against, as `evidenceOf` counts it. */
export interface Evidence {
  countyApart: number; countyOpen: number; town: number; townApart: number; spots: number; spotsAlone: number; spotsApart: number;
  numbers: number; numbersApart: number; around: number; sidesApart: number;
  name: number; namesApart: number; about: number; cross: number; tradesApart: number; letters: number;
  said: number; saidShare: number; others: number; types: number; typesApart: number;
  timesShared: number; timesApart: number;
}

export interface Weights {
  bias: number;
  of: Record<keyof Evidence, number>;
  likely: number;
  possible: number;
}

export const WEIGHTS: Weights = {
  bias: -6,
  of: {
    countyApart: -4, countyOpen: -1, town: 3, townApart: -4, spots: 1.2, spotsAlone: 2, spotsApart: -1.2,
    numbers: 1, numbersApart: -2, around: 0.3, sidesApart: -1,
    name: 6, namesApart: -4, about: 0.9, cross: 0.7, tradesApart: -1, letters: 2,
    said: 0.5, saidShare: 2, others: -1.5, types: 0.5, typesApart: -2,
    timesShared: 0.3, timesApart: -0.2,
  },
  likely: 0.5,
  possible: 0.15,
};

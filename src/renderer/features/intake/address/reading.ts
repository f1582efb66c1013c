import type { Gazetteer } from '../../../../shared/address/gazetteer';
import {
  type Certainty,
  parseAddress,
  type ParsedAddress,
  type Place,
} from '../../../../shared/address/parse';
import type { Address, Report } from '../../../../shared/report/report';

export type Marks = ParsedAddress['certainty'];

/** A place that the words may mean, and what of them is left then. */
export interface Offer extends Place {
  detail: string;
}

/** What a sentence in the box makes of the address. */
export interface Reading {
  /** What goes into the form at once: only what was said or follows from it. */
  address: Address;
  marks: Marks;
  /** What a person has to settle: a slip of the ear, a name that several places have. The likeliest first. */
  offers: Offer[];
  /** The first offer is near enough to be taken by Enter. */
  isGuess: boolean;
}

const NO_MARKS: Marks = { city: null, county: null, town: null };
const isSure = (certainty: Certainty | null) => certainty === 'said' || certainty === 'deduced';

function nameOf(gazetteer: Gazetteer, { city, county }: Pick<Place, 'city' | 'county'>): string {
  const found = gazetteer.cities.find((each) => each.code === city);
  const name = found?.counties.find((each) => each.code === county)?.name ?? '';
  return (found?.name === name ? '' : (found?.name ?? '')) + name;
}

/** The same words, said of a county that is known: the township in it, and what is left. */
function readWithin(place: Pick<Place, 'city' | 'county'>, typed: string, gazetteer: Gazetteer): Offer {
  const parsed = parseAddress(nameOf(gazetteer, place) + typed, gazetteer);
  const isThere = parsed.county === place.county && isSure(parsed.certainty.town);
  const detail = parsed.detail.length <= typed.length ? parsed.detail : typed;
  return { city: place.city, county: place.county, town: isThere ? parsed.town : '', detail };
}

/** Reads the box over `base`, the address before it was typed into. What it does not say stays as it was. */
export function readInto(base: Address, typed: string, gazetteer: Gazetteer): Reading {
  const parsed = parseAddress(typed, gazetteer, { homeCity: base.city });
  const { city, county, town, certainty, detail } = parsed;
  const whole = { ...base, detail: typed };
  if (county !== '' && isSure(certainty.county)) {
    const sureTown = isSure(certainty.town) ? town : '';
    const keptTown = county === base.county && sureTown === '' ? base.town : sureTown;
    const offers = town !== keptTown ? [{ city, county, town, detail }] : [];
    const marks = { ...certainty, town: keptTown === town ? certainty.town : null };
    return { address: { ...base, city, county, town: keptTown, detail }, marks, offers, isGuess: false };
  }
  if (base.county !== '') {
    const within = readWithin(base, typed, gazetteer);
    if (within.town === '') return { address: whole, marks: NO_MARKS, offers: [], isGuess: false };
    const marks: Marks = { ...NO_MARKS, town: 'said' };
    return {
      address: { ...base, town: within.town, detail: within.detail },
      marks,
      offers: [],
      isGuess: false,
    };
  }
  const others = parsed.alternatives.map((place) => readWithin(place, typed, gazetteer));
  const guess = county === '' ? [] : [{ city, county, town, detail }];
  const isCitySaid = city !== '' && certainty.city === 'said';
  return {
    address: isCitySaid ? { ...base, city, county: '', town: '', detail } : whole,
    marks: isCitySaid ? { ...NO_MARKS, city: 'said' } : NO_MARKS,
    offers: [...guess, ...others.filter((each) => each.county !== county)].slice(0, 5),
    isGuess: guess.length > 0,
  };
}

/** What the story, told before the address was asked for, says of the place; null where it says nothing. */
export function readStory(report: Report, gazetteer: Gazetteer): Offer | null {
  const { address, target, pollution } = report;
  if (address.county !== '' || address.detail !== '') return null;
  const story = `${target.answer}\n${pollution.description}`;
  const { city, county, town, phrase } = parseAddress(story, gazetteer, { homeCity: address.city });
  if (county === '') return null;
  return { city, county, town, detail: phrase === null ? '' : story.slice(phrase.start, phrase.end) };
}

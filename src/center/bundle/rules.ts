import leadConcepts from './2026.2/models/lead-concepts.json';
import leadModel from './2026.2/models/lead-weights.json';
import matterConcepts from './2026.2/models/matters-concepts.json';
import matterWeights from './2026.2/models/matters-weights.json';
import codes from './2026.2/rules/codes.json';
import dumping from './2026.2/rules/dumping.json';
import gas from './2026.2/rules/gas.json';
import lead from './2026.2/rules/lead.json';
import mining from './2026.2/rules/mining.json';
import receptors from './2026.2/rules/receptors.json';
import scope from './2026.2/rules/scope.json';
import standing from './2026.2/rules/standing.json';
import times from './2026.2/rules/times.json';
import types from './2026.2/rules/types.json';
import urgency from './2026.2/rules/urgency.json';
import water from './2026.2/rules/water.json';

/** What a file of rules holds of each kind; the parts are checked as one when the bundle is. */
interface Part {
  lists?: object;
  facts?: readonly unknown[];
  lead?: readonly unknown[];
  urgency?: readonly unknown[];
  types?: readonly unknown[];
  kinds?: readonly unknown[];
  industries?: readonly unknown[];
  repeats?: readonly unknown[];
  out?: readonly unknown[];
  ours?: readonly unknown[];
}

/** In this order facts are found and rules are asked: the first that holds gives a flag its sentence. */
const PARTS: readonly Part[] = [
  standing,
  water,
  receptors,
  gas,
  dumping,
  mining,
  leadConcepts,
  lead,
  times,
  types,
  scope,
  urgency,
  codes,
];

const all = (kind: Exclude<keyof Part, 'lists'>) => PARTS.flatMap((part) => part[kind] ?? []);

/** The rules by which leads, urgency, times, types and scope are proposed, put together from their subjects. */
export const SHIPPED_RULES = {
  version: '2026.2',
  blind: standing.blind,
  lists: Object.assign({}, ...PARTS.map((part) => part.lists ?? {})) as object,
  cues: standing.cues,
  facts: all('facts'),
  lead: all('lead'),
  weighing: lead.weighing,
  leadModel,
  leadKinds: leadConcepts.leadKinds,
  urgency: all('urgency'),
  types: all('types'),
  typeBase: types.typeBase,
  kinds: all('kinds'),
  industries: all('industries'),
  scope: { out: all('out'), ours: all('ours') },
  repeats: all('repeats'),
  times: times.times,
  matters: { ...matterConcepts, ...matterWeights },
};

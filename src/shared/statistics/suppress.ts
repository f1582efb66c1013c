/** A count below this is not shown where it is crossed with a place or a party. */
export const FEW = 3;

/** What is shown of a count: itself, that it is below FEW, or nothing at all, because another could be computed from it. */
export type Count = number | 'few' | 'withheld';

/**
 * A count between two sums that it belongs to. A table is such a network: at every node what comes in is what goes out.
 * `isPublic`: it is told elsewhere, whatever is decided here.
 */
export interface Flow {
  from: number;
  to: number;
  value: number;
  isPublic: boolean;
}

interface Edge extends Flow {
  shown: 'shown' | 'few' | 'withheld';
}

/** Hiding a count costs more than any way around it over hidden ones; saying nothing of a few costs less than that. */
const HIDING = 10_000;
const SILENCE = 2_000;

/**
 * What may be shown of a table's counts, so that no small one can be computed from the others: for each 1 or 2 there is
 * another set of whole counts, none below nought, that fits everything shown and has another value there. Where there is
 * none, further counts are withheld, the smallest that do. A nought is hidden like a few, but may come out: where nobody
 * reported, nobody is guessed. With a single place, the public sums alone say all.
 */
export function withhold(flows: readonly Flow[]): Count[] {
  const edges: Edge[] = flows.map((flow) => ({
    ...flow,
    shown: !flow.isPublic && flow.value < FEW ? 'few' : 'shown',
  }));
  const around = neighbours(edges);
  const safe = new Set<number>();
  edges.forEach((edge, at) => {
    if (edge.shown === 'shown' || edge.value === 0 || edge.value >= FEW || safe.has(at)) return;
    const ways = [wayAround(edges, around, at, 1), wayAround(edges, around, at, -1)];
    const [best] = ways.filter((way) => way !== null).sort((a, b) => a.cost - b.cost);
    for (const { edge: place, turn } of best?.steps ?? []) {
      const passed = edges[place];
      if (passed === undefined) continue;
      if (passed.shown !== 'few' || isBeyondFew(passed, turn)) passed.shown = 'withheld';
      safe.add(place);
    }
  });
  return edges.map(({ value, shown }) => (shown === 'shown' ? value : shown));
}

/** What may be shown of a part of a whole that is shown: neither it nor what is left may be a few. */
export function partOf(whole: number, part: number): Count {
  if (part < FEW) return 'few';
  const rest = whole - part;
  return rest > 0 && rest < FEW ? 'withheld' : part;
}

/** What it costs that a count could be one more, or one less: 1 where what is shown of it already allows that. */
function costOf(edge: Edge, turn: 1 | -1): number {
  const { shown, value, isPublic } = edge;
  if (isPublic || (turn < 0 && value === 0)) return Infinity;
  if (shown === 'shown') return HIDING + value;
  return shown === 'few' && isBeyondFew(edge, turn) ? SILENCE : 1;
}

const isBeyondFew = ({ value }: Edge, turn: 1 | -1): boolean => value + turn >= FEW;

interface Step {
  edge: number;
  to: number;
  turn: 1 | -1;
}
type Neighbours = ReadonlyMap<number, readonly Step[]>;

function neighbours(edges: readonly Edge[]): Neighbours {
  const around = new Map<number, Step[]>();
  const add = (node: number, step: Step) => {
    const steps = around.get(node);
    if (steps === undefined) around.set(node, [step]);
    else steps.push(step);
  };
  edges.forEach(({ from, to, isPublic }, edge) => {
    if (isPublic) return;
    add(from, { edge, to, turn: 1 });
    add(to, { edge, to: from, turn: -1 });
  });
  return around;
}

/** The cheapest ring of changes that makes one more (or less) of this count and leaves every sum as it is; Dijkstra. */
function wayAround(
  edges: readonly Edge[],
  around: Neighbours,
  at: number,
  turn: 1 | -1,
): { cost: number; steps: Step[] } | null {
  const edge = edges[at];
  if (edge === undefined || costOf(edge, turn) === Infinity) return null;
  const [start, end] = turn > 0 ? [edge.to, edge.from] : [edge.from, edge.to];
  const costs = new Map<number, number>([[start, 0]]);
  const came = new Map<number, { step: Step; node: number }>();
  const done = new Set<number>();
  for (;;) {
    let node: number | undefined;
    let cost = Infinity;
    for (const [each, known] of costs) if (!done.has(each) && known < cost) [node, cost] = [each, known];
    if (node === undefined) return null;
    if (node === end) {
      const own: Step = { edge: at, to: start, turn };
      return { cost: cost + costOf(edge, turn), steps: [own, ...wayBack(came, start, end)] };
    }
    done.add(node);
    for (const step of around.get(node) ?? []) {
      const next = edges[step.edge];
      if (step.edge === at || next === undefined) continue;
      const total = cost + costOf(next, step.turn);
      if (total >= (costs.get(step.to) ?? Infinity)) continue;
      costs.set(step.to, total);
      came.set(step.to, { step, node });
    }
  }
}

function wayBack(
  came: ReadonlyMap<number, { step: Step; node: number }>,
  start: number,
  end: number,
): Step[] {
  const passed: Step[] = [];
  for (let node = end; node !== start;) {
    const before = came.get(node);
    if (before === undefined) break;
    passed.push(before.step);
    node = before.node;
  }
  return passed;
}

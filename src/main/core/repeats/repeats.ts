import type { Input, Output, SessionPerson } from '../../../shared/ipc/contract';
import type { Drafts } from '../calls/drafts';
import type { Reader } from '../reader/reader';
import { Refusal } from '../refusal';

const SHOWN = 5;

export interface RepeatsParts {
  drafts: Drafts;
  reader: Reader;
  /** Of the seat's unit: what a caller means who has not named one yet. */
  homeCity: string;
}

/** Calls of the whole seat that may be about the matter in hand: a colleague's too, but little of each. */
export class Repeats {
  constructor(private readonly parts: RepeatsParts) {}

  /**
   * Candidates for an open call, best first, those that its agent settled marked so. Where the reader is not there, or a
   * later question took this one's place, there are none, and `isAvailable` says so; it never fails for it. Throws only
   * what asking for somebody else's draft throws.
   */
  async find(person: SessionPerson, input: Input<'repeats.find'>): Promise<Output<'repeats.find'>> {
    const { id, ...asked } = input;
    const report = { ...asked, city: asked.city || this.parts.homeCity };
    const settled = new Map(
      this.linksOf(person, id).map(({ callId, decision }) => [callId as string, decision]),
    );
    const found = await this.parts.reader.ask('repeats.find', { callId: id, report, limit: SHOWN }, id);
    if (found === undefined) return { candidates: [], searched: 0, isReady: false, isAvailable: false };
    const candidates = found.candidates.map((each) => ({
      ...each,
      decision: settled.get(each.callId) ?? null,
    }));
    return { ...found, candidates, isAvailable: true } as Output<'repeats.find'>;
  }

  private linksOf(person: SessionPerson, id: string) {
    try {
      return this.parts.drafts.get(person, id).form.report.repeats.links;
    } catch (error) {
      // A draft that has just ended asks once more: there is nothing to mark then.
      if (error instanceof Refusal && error.failure.code === 'not_found') return [];
      throw error;
    }
  }
}

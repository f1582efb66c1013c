import type { Draft } from '../../../../shared/call/form';
import type { Input, RepeatsFound } from '../../../../shared/ipc/contract';
import type { RepeatLink } from '../../../../shared/report/report';

export type RepeatQuestion = Input<'repeats.find'>;

/** What the seat is asked about a draft; null while neither target nor place says anything. Never who calls. */
export function questionOf({ id, form }: Pick<Draft, 'id' | 'form'>): RepeatQuestion | null {
  const { target, address, pollution } = form.report;
  const isAsked = form.purpose === 'report' && form.scope.decision !== 'out';
  const { city, county, town, detail } = address;
  const isSaid = [target.answer, detail, town].some((words) => words.trim() !== '');
  if (!isAsked || !isSaid) return null;
  const { types, description } = pollution;
  return { id, city, county, town, detail, target: target.answer, types, description };
}

/** Links with one settled anew; settled the same way twice, it is open again. */
export function withDecision(
  links: readonly RepeatLink[],
  { callId, localNumber }: Pick<RepeatLink, 'callId' | 'localNumber'>,
  decision: RepeatLink['decision'],
): RepeatLink[] {
  const others = links.filter((link) => link.callId !== callId);
  const isUndone = links.some((link) => link.callId === callId && link.decision === decision);
  return isUndone ? others : [...others, { callId, localNumber, decision }];
}

export type RepeatAnswer = RepeatsFound | 'failed';
type Ask = (question: RepeatQuestion) => Promise<RepeatsFound>;

const EVERY_MS = 250;
/** Until older calls are read in, or the reader is there: asked again by itself. */
const AGAIN_MS = 2_000;

/**
 * Asks while somebody types: at most one question in 250 ms, always about what was typed last, and never two at a time.
 * An answer to an older question is told only until a newer one has come.
 */
export class RepeatAsker {
  private readonly ask: Ask;
  private readonly tell: (answer: RepeatAnswer) => void;
  private wanted: RepeatQuestion | null = null;
  private isAsking = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isClosed = false;

  constructor(ask: Ask, tell: (answer: RepeatAnswer) => void) {
    this.ask = ask;
    this.tell = tell;
  }

  want(question: RepeatQuestion | null): void {
    this.wanted = question;
    if (!this.isAsking) this.later(EVERY_MS);
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    if (!this.isClosed) this.timer = setTimeout(() => void this.run(), ms);
  }

  private async run(): Promise<void> {
    const question = this.wanted;
    if (question === null) return;
    this.isAsking = true;
    const answer = await this.ask(question).catch((): 'failed' => 'failed');
    this.isAsking = false;
    if (this.isClosed) return;
    if (this.wanted !== question) return this.later(0);
    this.tell(answer);
    if (answer === 'failed' || !answer.isReady || !answer.isAvailable) this.later(AGAIN_MS);
  }
}

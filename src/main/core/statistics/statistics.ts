import type { Input, Output, SessionPerson } from '../../../shared/ipc/contract';
import { findIdentity } from '../../../shared/privacy/find-identity';
import type { StatisticsAsk, StatisticsReport } from '../../../shared/statistics/report';
import { namingOf } from '../../../shared/statistics/study/naming';
import { studyOf, tablesOf } from '../../../shared/statistics/study/study';
import type { AuditChain } from '../audit/chain';
import type { Bundles } from '../bundle/bundles';
import type { CenterClock } from '../clock/center-clock';
import type { Papers } from '../papers/papers';
import type { Announce } from '../ports';
import type { Reader } from '../reader/reader';
import { Refusal } from '../refusal';
import type { CauseRepository } from '../store/repositories/statistics/causes';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';

export interface StatisticsParts {
  causes: CauseRepository;
  reader: Reader;
  bundles: Bundles;
  papers: Pick<Papers, 'formats' | 'save'>;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  centerClock: CenterClock;
  announce: Announce;
}

/** What is learnt from the numbers (数据运用, R-31… ). Counted by the reader; the core's own loop waits for nothing. */
export class Statistics {
  /** Of each person's question in the making. */
  private readonly shares = new Map<string, number>();

  constructor(private readonly parts: StatisticsParts) {}

  /** Throws `statistics_unavailable` where a later question of the person took this one's place, or there is no reader. */
  async report(person: SessionPerson, ask: StatisticsAsk): Promise<StatisticsReport> {
    return this.counted(person, ask, 'page');
  }

  state(person: SessionPerson): Output<'statistics.state'> {
    return { share: this.shares.get(person.id) ?? null, formats: [...this.parts.papers.formats] };
  }

  /** Throws `identity_in_text`: a cause goes into papers that others read. */
  enterCause(
    person: SessionPerson,
    { target, cause }: Input<'statistics.enterCause'>,
  ): Record<string, never> {
    refuseIdentity(cause);
    const { writer, causes, audit, clock, announce } = this.parts;
    const enteredAt = clock.now();
    writer.write(() => {
      causes.add({ target, cause, enteredAt }, person.id);
      audit.append({
        at: enteredAt,
        actor: person.id,
        act: 'repeat_cause_entered',
        subject: '',
        detail: cause.length,
      });
    });
    announce('statistics');
    return {};
  }

  /** Counts anew, so that a paper says what the seat knows now. */
  async save(
    person: SessionPerson,
    { ask, paper, format, advice }: Input<'statistics.save'>,
  ): Promise<Output<'statistics.save'>> {
    refuseIdentity(advice);
    const { bundles, papers, clock, centerClock, writer, audit } = this.parts;
    const report = await this.counted(person, ask, 'paper');
    const naming = namingOf(bundles.inForce(centerClock.now()).catalogue);
    const made = paper === 'tables' ? tablesOf(report, naming) : studyOf(paper, report, naming, advice);
    const name = `${made.title}_${ask.period.from}_${ask.period.to}`;
    const isSaved = (await papers.save(person, made, format, name, 'statistics')).kind === 'saved';
    if (isSaved) {
      const at = clock.now();
      writer.write(() =>
        audit.append({
          at,
          actor: person.id,
          act: 'statistics_saved',
          subject: '',
          detail: report.reports.now,
        }),
      );
    }
    return { isSaved };
  }

  private async counted(person: SessionPerson, ask: StatisticsAsk, lane: string): Promise<StatisticsReport> {
    const { reader, centerClock, announce } = this.parts;
    const now = centerClock.now();
    const tell = (share: number): void => {
      this.shares.set(person.id, share);
      announce('statistics-progress');
    };
    const report = await reader.ask(
      'statistics.report',
      { ask, now },
      `statistics ${lane} ${person.id}`,
      tell,
    );
    this.shares.delete(person.id);
    if (report === undefined) throw new Refusal('statistics_unavailable');
    return report;
  }
}

function refuseIdentity(text: string): void {
  if (findIdentity(text).length > 0) throw new Refusal('identity_in_text');
}

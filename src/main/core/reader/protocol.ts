import type { RepeatInput } from '../../../shared/repeats/features';
import type { ScorePart } from '../../../shared/repeats/score';
import type { AuditSlice, AuditSliceAsked } from '../audit/verify';
import type { StatisticsAsk, StatisticsReport } from '../../../shared/statistics/report';
import type { CallFacts } from '../store/read-store';

/** What the reader can be asked, each with what goes in and what comes out. */
export interface Questions {
  'repeats.find': { input: FindRepeats; output: FoundRepeats };
  'audit.slice': { input: AuditSliceAsked; output: AuditSlice };
  /** Names of the tables, and whether one of them is whole (SQLite's own quick check). */
  'store.tables': { input: Record<string, never>; output: string[] };
  'store.check': { input: { table: string }; output: { isWhole: boolean } };
  'statistics.report': { input: MakeReport; output: StatisticsReport };
}
export type QuestionName = keyof Questions;

export interface FindRepeats {
  /** The call asked for: never its own repeat. */
  callId: string;
  report: RepeatInput;
  limit: number;
}

export interface MakeReport {
  ask: StatisticsAsk;
  /** Center time: what is late is late by it. */
  now: number;
}

export interface RepeatCandidate extends CallFacts {
  score: number;
  verdict: 'likely' | 'possible';
  parts: ScorePart[];
}

export interface FoundRepeats {
  candidates: RepeatCandidate[];
  /** How many reports were looked at. */
  searched: number;
  /** False while the store is still being read in: older reports may be missing. */
  isReady: boolean;
}

/** What happened in the store, told as it happens; never answered. */
export interface StoreNews {
  /** Rows of the matcher's table that are new, by number. */
  repeats: readonly number[];
  /** Rows of what is counted that are new or other than before, by number. */
  facts: readonly number[];
}

/** To the worker. A later question of the same lane makes an earlier one pointless: it is dropped unanswered. */
export type ToReader =
  | { kind: 'ask'; id: number; lane: string; name: QuestionName; input: Questions[QuestionName]['input'] }
  | { kind: 'news'; news: StoreNews }
  | { kind: 'stop' };

export type FromReader =
  | { kind: 'answer'; id: number; output: Questions[QuestionName]['output'] }
  /** A long answer is in the making: the share that is done, 0 to 1. */
  | { kind: 'progress'; id: number; share: number }
  /** The question could not be answered; why stays in the worker, it may hold content. */
  | { kind: 'failed'; id: number }
  | { kind: 'ready'; ms: number; records: number };

/** How the worker opens the store. `key`: 32 bytes of its own memory, wiped once the store is open. */
export interface ReaderStart {
  file: string;
  key: Uint8Array;
  nativeBinding: string | null;
}

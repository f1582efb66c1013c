import { z } from 'zod';
import { Draft } from '../../call/form';
import { CallId } from '../../ids';
import { DrillQuestion } from '../../practice/drill';
import { PracticeKind, PracticeRun, PracticeState, ScoreView } from '../../practice/messages';
import { nothing, request } from './request';

/** Practice and drill. */
export const practiceRequests = {
  /** Refused while a real call is open. `isResumed`: go on with the call that was broken off. */
  'practice.begin': request(
    'signed_in',
    z.strictObject({ kind: PracticeKind, tellsAll: z.boolean(), isResumed: z.boolean() }),
    PracticeState,
  ),
  'practice.state': request('signed_in', nothing, PracticeState),
  'practice.nextCaller': request('signed_in', nothing, PracticeState),
  'practice.score': request('signed_in', z.strictObject({ id: CallId }), ScoreView),
  /** The person's own, latest first. */
  'practice.history': request('signed_in', nothing, z.array(PracticeRun).max(200)),
  /** Opens the seat again that the drill has ended. */
  'practice.reopen': request('signed_in', nothing, PracticeState),
  'practice.answer': request(
    'signed_in',
    z.strictObject({ question: DrillQuestion, choice: z.string().max(20) }),
    PracticeState,
  ),
  'practice.end': request('signed_in', nothing, nothing),
  /** A real caller is on the line: ends practice and begins the real call, in one. */
  'practice.takeRealCall': request('signed_in', nothing, Draft),
  'practice.wipe': request('signed_in', nothing, nothing),
} as const;

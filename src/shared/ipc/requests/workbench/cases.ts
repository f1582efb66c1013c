import { z } from 'zod';
import { AttachmentId } from '../../../attachments/attachment';
import { CaseAct, type ActKind } from '../../../case/act';
import { MAX_ACT_FILES, mayCarryFiles } from '../../../case/evidence';
import { UnitId } from '../../../case/official';
import {
  CaseBoard,
  CasePaperKind,
  CasePart,
  CaseRow,
  CaseView,
  KeptInReferral,
  ReferralInput,
  ReferralOutcome,
  ReferralPreview,
} from '../../case-views';
import { CallId } from '../../../ids';
import { PAPER_FORMATS } from '../../../papers/paper';
import { text } from '../../../report/report';
import { nothing, page, request } from '../request';

const one = z.strictObject({ callId: CallId });
/** With use cases of their own: the referral (`case.refer`), report and replies (`investigation.*`), a sheet's signature. */
const OWN_REQUEST: readonly ActKind[] = ['referred', 'reported', 'replied'];
const WindowAct = CaseAct.refine(
  (act) => !OWN_REQUEST.includes(act.kind) && (act.kind !== 'signed' || act.sheet === null),
  { error: 'own_request' },
);

/** What becomes of a report after the call. */
export const casesRequests = {
  'case.board': request('supervisor', z.strictObject({ unitId: UnitId.nullable() }), CaseBoard),
  'case.list': request(
    'supervisor',
    z.strictObject({
      part: CasePart,
      unitId: UnitId.nullable(),
      /** Searches numbers, target and place; never identity. */
      search: text(100),
      ...page,
    }),
    z.strictObject({ rows: z.array(CaseRow), total: z.number().int() }),
  ),
  'case.view': request('supervisor', one, CaseView),
  'case.act': request(
    'supervisor',
    z
      .strictObject({
        callId: CallId,
        act: WindowAct,
        /** Evidence of the same case that goes with it. */
        files: z.array(AttachmentId).max(MAX_ACT_FILES).optional(),
      })
      .refine(({ act, files = [] }) => files.length === 0 || mayCarryFiles(act.kind), { error: 'no_files' }),
    CaseView,
  ),
  'case.previewReferral': request(
    'supervisor',
    z.strictObject({
      callIds: z.array(CallId).min(1).max(100),
      /** Settled so far in the one referral at hand. */
      kept: z.array(KeptInReferral).max(100),
    }),
    z.array(ReferralPreview),
  ),
  'case.refer': request('supervisor', ReferralInput, CaseView),
  /** Each row by itself, by the same judge as a single one. */
  'case.referMany': request(
    'supervisor',
    z.strictObject({ choices: z.array(ReferralInput).min(1).max(100) }),
    z.array(ReferralOutcome),
  ),
  /** Asks where to, and writes the paper; null where the person thought better of it. */
  'case.savePaper': request(
    'supervisor',
    z.strictObject({ callId: CallId, paper: CasePaperKind, format: z.enum(PAPER_FORMATS) }),
    z.strictObject({ fileName: z.string().nullable() }),
  ),
  /** The directory's first entries: a unit for each division of the seat's own city. */
  'directory.seed': request('supervisor', nothing, z.strictObject({ added: z.number().int() })),
} as const;

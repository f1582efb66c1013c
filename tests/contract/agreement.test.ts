import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { CallRecord } from '../../src/shared/call/record';
import { LedgerAnswer } from '../../src/shared/center-api/ledger';
import { RegionAnswer } from '../../src/shared/center-api/region';
import { AttachmentReceiptAnswer } from '../../src/shared/center-api/attachments';
import * as messages from '../../src/shared/center-api/messages';
import * as identity from '../../src/shared/center-api/identity';
import * as people from '../../src/shared/center-api/people';
import { SignedEnrolment } from '../../src/shared/center-api/enrolment';
import { Change, ChangesAnswer, SignedChange } from '../../src/shared/center-api/changes';
import { Receipt, RecordKey } from '../../src/shared/center-api/receipt';
import { KeysAnswer, KeysInUse, SignedKeyStatement } from '../../src/shared/keys/statement';
import { SignedBundle } from '../../src/shared/script/bundle';
import { aDemoOutOfScope, aDemoRecord, keyOf, pushed } from '../builders/center';
import { aConsultationForm, aReportForm } from '../builders/draft';
import { callRecordSchema, changeSchema, examples, schemaNamed } from './contract';
import { same } from './same-types';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the contract’s file', () => {
  it('has its types generated: run `npm run api:types` where this fails', () => {
    const folder = mkdtempSync(join(tmpdir(), 'api-types-'));
    const program = join(root, 'node_modules/openapi-typescript/bin/cli.js');
    const made = join(folder, 'openapi.d.ts');
    const source = join(root, 'src/shared/center-api/openapi.yaml');
    execFileSync(process.execPath, [program, source, '-o', made], { timeout: 30_000, stdio: 'pipe' });
    const committed = readFileSync(join(root, 'src/shared/center-api/openapi.d.ts'), 'utf8');
    expect(committed).toBe(readFileSync(made, 'utf8'));
    rmSync(folder, { recursive: true });
  });

  it.each(examples().map((each) => [each.where, each] as const))(
    'keeps its own example: %s',
    (_where, each) => {
      expect(each.validate(each.value), JSON.stringify(each.validate.errors)).toBe(true);
    },
  );

  it('has an example of every request and every success', () => {
    const where = examples().map((each) => each.where.split(' ').slice(0, 3).join(' '));
    expect(new Set(where).size).toBe(25);
  });

  it('says the same as the zod types (held by the compiler)', () => {
    expect(Object.values(same).every(Boolean)).toBe(true);
  });
});

const sent = pushed(aDemoRecord());
const receipt = Receipt.parse({
  recordId: sent.id,
  revision: 1,
  bodySha256: sent.bodySha256,
  seatId: 'ZZ01',
  centerNumber: 'HN20261123-000123',
  receivedAt: 1_795_455_000_000,
  keyId: 'sign-0a1b2c3d',
  signature: 'A'.repeat(88),
});
const problem = {
  type: 'urn:hn12369:problem:incomplete',
  title: '记录不完整',
  status: 422,
  detail: '',
  errors: [{ field: 'report.target', code: 'answer_required' }],
};
const key = { id: sent.id, revision: 1 };
const results = [
  { ...key, status: 201, receipt },
  { ...key, status: 208, receipt },
  { ...key, status: 409, problem },
  { ...key, status: 422, problem },
];
const centerTime = 1_795_455_000_000;
const attachment = {
  id: '019ab1f2-3c4d-7e5f-8a6b-0123456789ae',
  type: 'jpeg',
  size: 5,
  sha256: 'a'.repeat(64),
};
const attachmentReceipt = {
  attachmentId: attachment.id,
  recordId: sent.id,
  revision: 1,
  sha256: attachment.sha256,
  size: attachment.size,
  seatId: 'ZZ01',
  receivedAt: centerTime,
  keyId: 'sign-0a1b2c3d',
  signature: 'A'.repeat(88),
};

const signedChange = { keyId: 'sign-0a1b2c3d', body: '{}', signature: 'A'.repeat(88) };
const change = {
  schema: 1,
  seatId: 'ZZ01',
  position: 1,
  recordId: sent.id,
  revision: 1,
  at: centerTime,
  by: '省中心受理组',
  why: '核对后更正',
};

const keyStatement = { keyId: 'sign-0a1b2c3d', body: '{}', signature: 'A'.repeat(88), proof: null };
const rawKey = `${'A'.repeat(43)}=`;
const requestId = '0123456789abcdef'.repeat(2);
const standing = { centerTime, requestId, recordId: sent.id, purpose: 'callback' };
const identityAsked = {
  requestId,
  seatId: 'ZZ01',
  recordId: sent.id,
  purpose: 'on_site_help',
  reason: '需请举报人指认',
  askedBy: 'p-2001',
};

const pairs: readonly [string, z.ZodType, ValidateFunction, readonly unknown[]][] = [
  [
    'Health',
    messages.Health,
    schemaNamed('Health'),
    [{ service: 'hn12369-center', status: 'ok', centerTime }],
  ],
  [
    'SignedBundle',
    SignedBundle,
    schemaNamed('SignedBundle'),
    [{ keyId: 'k', body: '{}', signature: 'AA==' }],
  ],
  ['RecordKey', RecordKey, schemaNamed('RecordKey'), [keyOf(sent)]],
  ['PushRequest', messages.PushRequest, schemaNamed('PushRequest'), [{ records: [sent] }]],
  ['Receipt', Receipt, schemaNamed('Receipt'), [receipt]],
  ['PushResponse', messages.PushResponse, schemaNamed('PushResponse'), [{ centerTime, results }]],
  ['ReceiptQuery', messages.ReceiptQuery, schemaNamed('ReceiptQuery'), [{ keys: [keyOf(sent)] }]],
  [
    'ReceiptAnswer',
    messages.ReceiptAnswer,
    schemaNamed('ReceiptAnswer'),
    [{ centerTime, receipts: [receipt] }],
  ],
  [
    'SignedKeyStatement',
    SignedKeyStatement,
    schemaNamed('SignedKeyStatement'),
    [keyStatement, { ...keyStatement, proof: 'A'.repeat(88) }],
  ],
  ['KeysAnswer', KeysAnswer, schemaNamed('KeysAnswer'), [{ statements: [keyStatement] }]],
  [
    'KeysInUse',
    KeysInUse,
    schemaNamed('KeysInUse'),
    [
      { signing: 'sign-1', sealing: 'seal-1', recovery: 'recover-1' },
      { signing: 'sign-1', sealing: 'seal-1', recovery: null },
    ],
  ],
  ['SignedChange', SignedChange, schemaNamed('SignedChange'), [signedChange]],
  [
    'ChangesAnswer',
    ChangesAnswer,
    schemaNamed('ChangesAnswer'),
    [{ centerTime, changes: [signedChange], hasMore: false }],
  ],
  [
    'Change',
    Change,
    changeSchema,
    [
      { ...change, kind: 'returned' },
      { ...change, kind: 'progressed', progress: 'referred' },
      { ...change, kind: 'amended', report: aReportForm().report },
    ],
  ],
  [
    'LedgerAnswer',
    LedgerAnswer,
    schemaNamed('LedgerAnswer'),
    [
      {
        seatId: 'ZZ01',
        from: '2026-11-01',
        to: '2026-11-23',
        days: [{ day: '2026-11-23', received: 12, digest: 'a'.repeat(64) }],
        total: 4307,
        centerTime,
      },
    ],
  ],
  [
    'RegionAnswer',
    RegionAnswer,
    schemaNamed('RegionAnswer'),
    [
      {
        seatId: 'ZZ01',
        city: '4101',
        today: '2026-11-23',
        seats: [
          { seatId: 'ZZ01', total: 3, today: 1, last30Days: 2, lastReceiptAt: centerTime },
          { seatId: 'ZZ02', total: 0, today: 0, last30Days: 0, lastReceiptAt: null },
        ],
        days: [{ day: '2026-11-23', report: 1, consultation: 0, out_of_scope: 0, nuisance: 0, dropped: 0 }],
        counties: [
          { county: '410182', urgency: 'urgent', reports: 3 },
          { county: '410182', urgency: 'important', reports: '<3' },
          { county: '', urgency: 'general', reports: 'withheld' },
        ],
        cases: { registered: 0, referred: 1, handling: 2, concluded: 3 },
        centerTime,
      },
    ],
  ],
  [
    'AttachmentReceiptAnswer',
    AttachmentReceiptAnswer,
    schemaNamed('AttachmentReceiptAnswer'),
    [{ centerTime, receipt: attachmentReceipt }],
  ],
  [
    'EnrolmentRequest',
    people.EnrolmentRequest,
    schemaNamed('EnrolmentRequest'),
    [
      {
        seatId: 'ZZ02',
        secret: '0123456789AB',
        seatKey: rawKey,
        centerUrl: 'https://center:8443',
        signature: 'A'.repeat(88),
      },
    ],
  ],
  ['SignedEnrolment', SignedEnrolment, schemaNamed('SignedEnrolment'), [{ ...signedChange }]],
  ['SignedRoster', people.SignedRoster, schemaNamed('SignedRoster'), [signedChange]],
  [
    'SessionRequest',
    people.SessionRequest,
    schemaNamed('SessionRequest'),
    [{ personId: 'p-1001', password: 'x y' }],
  ],
  [
    'SessionAnswer',
    people.SessionAnswer,
    schemaNamed('SessionAnswer'),
    [
      {
        centerTime,
        token: 'A'.repeat(43),
        expiresAt: centerTime,
        person: { id: 'p-1001', number: '1001', name: '李敏', role: 'agent' },
      },
    ],
  ],
  [
    'IdentityRequest',
    identity.IdentityRequest,
    schemaNamed('IdentityRequest'),
    [
      {
        ...identityAsked,
        boxKey: rawKey,
        seatKey: rawKey,
        session: 'A'.repeat(43),
        signature: 'A'.repeat(88),
      },
    ],
  ],
  [
    'IdentityStanding',
    identity.IdentityStanding,
    schemaNamed('IdentityStanding'),
    [
      { ...standing, state: 'waiting', expiresAt: null },
      { ...standing, state: 'approved', expiresAt: centerTime },
    ],
  ],
  [
    'IdentityAnswer',
    identity.IdentityAnswer,
    schemaNamed('IdentityAnswer'),
    [{ centerTime, requestId, expiresAt: centerTime, box: 'AAAA' }],
  ],
  [
    'IdentityWaiting',
    identity.IdentityWaiting,
    schemaNamed('IdentityWaiting'),
    [{ centerTime, requests: [{ ...identityAsked, askedAt: centerTime }] }],
  ],
  [
    'IdentityDecision',
    identity.IdentityDecision,
    schemaNamed('IdentityDecision'),
    [{ decision: 'approved' }, { decision: 'refused' }],
  ],
  ['ProblemDetails', messages.ProblemDetails, schemaNamed('ProblemDetails'), [problem]],
  [
    'CallRecord',
    CallRecord,
    callRecordSchema,
    [
      aDemoRecord(),
      aDemoRecord(aReportForm({ report: { majorFlags: ['yellow_river'] } })),
      { ...aDemoRecord(), sealedIdentity: { keyId: 'seal-1', box: 'AAAA' } },
      { ...aDemoRecord(), attachments: [attachment] },
      aDemoRecord(aConsultationForm()),
      aDemoOutOfScope(),
      aDemoRecord({ ...aReportForm(), purpose: 'nuisance' }),
      aDemoRecord({ ...aReportForm(), purpose: 'dropped' }),
      { ...aDemoRecord({ ...aReportForm(), purpose: 'dropped' }), report: null },
    ],
  ],
];

const REPLACEMENTS: readonly unknown[] = [
  null,
  0,
  7,
  -1,
  1.5,
  1e17,
  '',
  'x',
  '4101',
  true,
  [],
  {},
  'A'.repeat(9001),
];

/** The value with one thing changed somewhere in it: every field gone, every value replaced, a field too many. */
function* mutants(value: unknown): Generator<unknown> {
  yield* REPLACEMENTS;
  if (Array.isArray(value)) {
    yield [...value, ...value];
    yield Array.from({ length: 501 }, () => value[0] as unknown);
    for (const [index, item] of value.entries()) {
      for (const other of mutants(item)) yield value.with(index, other);
    }
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, surplus: 1 };
    for (const [name, field] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([each]) => each !== name));
      for (const other of mutants(field)) yield { ...value, [name]: other };
    }
  }
}

describe('zod and the contract', () => {
  it.each(pairs)('judge %s alike, whatever is changed in it', (_name, schema, validate, values) => {
    const disagreed: string[] = [];
    let refused = 0;
    for (const value of values) {
      expect(schema.safeParse(value).success).toBe(true);
      expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
      for (const mutant of mutants(value)) {
        const byZod = schema.safeParse(mutant).success;
        if (!byZod) refused += 1;
        if (byZod !== validate(mutant))
          disagreed.push(`zod ${byZod}: ${JSON.stringify(mutant).slice(0, 2000)}`);
      }
    }
    expect(disagreed).toEqual([]);
    expect(refused).toBeGreaterThan(20);
  });
});

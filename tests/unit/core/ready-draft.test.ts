import { expect, test } from 'vitest';
import { bodyOf, readyDraft } from '../../../src/main/core/calls/ready-draft';
import { newCallId } from '../../../src/main/core/calls/call-id';
import { canonicalJson } from '../../../src/shared/canonical-json';
import { CallRecord } from '../../../src/shared/call/record';
import { summaryOf, searchable } from '../../../src/main/core/store/summary';
import { aBundle } from '../../builders/bundle';
import { aConsultationForm, aDraft, anOutOfScopeForm, aRecord, aReportForm } from '../../builders/draft';

test.each([
  ['a report', aReportForm()],
  ['a consultation', aConsultationForm()],
  ['an out of scope matter', anOutOfScopeForm()],
])('the body put together from prepared parts is the canonical one: %s', (_, form) => {
  const draft = aDraft({ form });
  const record = aRecord(draft);
  expect(bodyOf(record, readyDraft(draft, 'p-1001', aBundle()).texts)).toBe(canonicalJson(record));
  expect(CallRecord.parse(JSON.parse(canonicalJson(record)))).toEqual(record);
});

test('call ids are UUIDv7 in the order of time', () => {
  const ids = [1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000].map(newCallId);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(Array.from({ length: 1000 }, () => newCallId(5))).size).toBe(1000);
});

test('what is listed and searched of a call never comes from identity or the free description', () => {
  const form = aReportForm({
    isNamed: true,
    identity: { name: '金丝雀甲', phone: '13700000001', contactNote: '金丝雀乙', originals: [] },
    report: { pollution: { description: '我叫金丝雀丙，电话13700000002' } },
    note: '金丝雀丁',
  });
  const text = JSON.stringify(summaryOf(form, 'ZZ01-20261123-0001', aBundle()));
  expect(text).not.toMatch(/金丝雀|1370000000/);
  expect(text).toContain('磐筑商砼搅拌站');
});

test('a search does not care for width, case or spaces', () => {
  expect(searchable('ＺＺ０１ - 2026 磐筑')).toBe('zz01-2026磐筑');
});

import { expect, test } from 'vitest';
import { unzip, zip } from '../../../src/shared/attachments/office/zip';
import { fileTools } from '../../../src/main/core/attachments/file-tools';
import { readControls } from '../../../src/main/core/investigation/read-docx';
import { paperToDocx } from '../../../src/main/core/papers/docx';
import { textsOf } from '../../../src/shared/investigation/fields';
import { paperOfInvestigation } from '../../../src/shared/investigation/paper';
import { anInvestigatedCase, signed } from '../../builders/investigation/case';
import { anInvestigation } from '../../builders/investigation/report';

const decoder = new TextDecoder();
/** The same document with a part rewritten, as an editor would. */
function edited(bytes: Uint8Array, part: string, change: (text: string) => string): Uint8Array {
  const entries = unzip(bytes, fileTools).map((entry) =>
    entry.name === part ? { ...entry, bytes: Buffer.from(change(decoder.decode(entry.bytes))) } : entry,
  );
  return zip(entries, fileTools);
}
const MAIN = 'word/document.xml';
const FACTS = { localNumber: 'ZZ01-20261201-0001', centerNumber: null, evidence: [] };
const written = () => paperToDocx(paperOfInvestigation(anInvestigation(), FACTS));

async function exported() {
  const one = await anInvestigatedCase();
  const { saveCount } = await one.supervisor.ask('investigation.save', {
    callId: one.callId,
    saveCount: 0,
    form: one.form,
  });
  await one.supervisor.ask('investigation.export', { callId: one.callId, format: 'docx' });
  const [docx = new Uint8Array()] = [...one.office.saved.values()];
  return { ...one, saveCount, docx };
}

test('every text with a place of its own comes back as it went, lines and all', async () => {
  const form = anInvestigation({ shortcomings: '第一行 <&>\n第二行' });
  const read = readControls(await paperToDocx(paperOfInvestigation(form, FACTS)));
  if (!read.ok) throw new Error(read.reason);
  const texts = new Map(textsOf(form).map(({ field, text }) => [field, text]));
  const shared = [...read.fields].filter(([field]) => texts.has(field));
  expect(shared.length).toBeGreaterThan(15);
  for (const [field, text] of shared) expect(text, field).toBe(texts.get(field));
});

test('an unchanged document has no difference; a changed one has just that, and taking it makes a revision', async () => {
  const { supervisor, callId, office, docx, saveCount, form } = await exported();
  office.toOpen = docx;
  expect(await supervisor.ask('investigation.bringBack', { callId })).toEqual({
    kind: 'read',
    differences: [],
    lost: [],
  });
  office.toOpen = edited(docx, MAIN, (xml) =>
    xml
      .replace('雨污分流不彻底', '雨污分流未完成')
      // As Word writes a change that is only suggested, over several runs.
      .replace(
        /(<w:t[^>]*>)已立案调查，/,
        '<w:t>已立案</w:t></w:r><w:del><w:r><w:delText>调查</w:delText></w:r></w:del><w:ins><w:r><w:t>查处，</w:t></w:r></w:ins><w:r>$1',
      ),
  );
  const read = await supervisor.ask('investigation.bringBack', { callId });
  if (read.kind !== 'read') throw new Error(JSON.stringify(read));
  expect(read.differences.map(({ field, fits }) => [field, fits])).toEqual([
    ['shortcomings', true],
    ['advice.next', true],
  ]);
  expect(read.differences[1]?.becomes).toBe(form.advice.next.replace('已立案调查，', '已立案查处，'));
  // Nothing was taken yet; then one is, and the other left.
  expect((await supervisor.ask('investigation.get', { callId })).form).toEqual(form);
  expect(await supervisor.codeOf('investigation.take', { callId, saveCount, fields: ['finding'] })).toBe(
    'outdated',
  );
  const view = await supervisor.ask('investigation.take', { callId, saveCount, fields: ['shortcomings'] });
  expect(view.form).toEqual({ ...form, shortcomings: form.shortcomings.replace('不彻底', '未完成') });
  expect(view.revisions.map(({ why }) => why)).toEqual(['docx']);
  expect(
    await supervisor.codeOf('investigation.take', {
      callId,
      saveCount: view.saveCount,
      fields: ['shortcomings'],
    }),
  ).toBe('outdated');
});

test('what is too long is shown and can’t be taken; a control that is gone is told of', async () => {
  const { supervisor, callId, office, docx } = await exported();
  office.toOpen = edited(docx, MAIN, (xml) =>
    xml
      .replace(
        '郑州清源布草洗涤有限公司</w:t></w:r></w:sdtContent>',
        `${'长'.repeat(300)}</w:t></w:r></w:sdtContent>`,
      )
      .replace('w:val="duty.conclusion"', 'w:val="something.else"')
      .replace('field_duty_conclusion', 'elsewhere'),
  );
  const read = await supervisor.ask('investigation.bringBack', { callId });
  expect(read).toMatchObject({
    kind: 'read',
    differences: [{ field: 'enterprise.name', fits: false }],
    lost: ['duty.conclusion'],
  });
});

test('a reporter who was written into the document is let in by nobody: the gate finds the words before any signature', async () => {
  const one = await exported();
  one.office.toOpen = edited(one.docx, MAIN, (xml) =>
    xml.replace('雨污分流不彻底', '据举报人王翠花（13912345678）反映，雨污分流不彻底'),
  );
  await one.supervisor.ask('investigation.bringBack', { callId: one.callId });
  const view = await one.supervisor.ask('investigation.take', {
    callId: one.callId,
    saveCount: one.saveCount,
    fields: ['shortcomings'],
  });
  expect(await signed({ ...one, form: view.form })).toMatchObject({
    kind: 'incomplete',
    problems: [{ field: 'shortcomings', code: 'identity' }],
  });
  expect(await one.supervisor.codeOf('investigation.export', { callId: one.callId, format: 'docx' })).toBe(
    'act_refused',
  );
});

test('a word processor that drops the controls leaves the marks, and they are enough', async () => {
  const form = anInvestigation({ shortcomings: '第一行\n第二行' });
  const docx = await paperToDocx(paperOfInvestigation(form, FACTS));
  const without = edited(docx, MAIN, (xml) => xml.replaceAll(/<w:sdtPr>.*?<\/w:sdtPr>/g, '<w:sdtPr/>'));
  const read = readControls(without);
  if (!read.ok) throw new Error(read.reason);
  const texts = textsOf(form).filter(({ field }) => read.fields.has(field));
  expect(texts.length).toBeGreaterThan(15);
  for (const { field, text } of texts) expect(read.fields.get(field), field).toBe(text);
});

test('a document of another report, or of none, is refused', async () => {
  const { supervisor, callId, office, docx } = await exported();
  const refusal = async (bytes: Uint8Array | null) => {
    office.toOpen = bytes;
    return supervisor.ask('investigation.bringBack', { callId });
  };
  expect(await refusal(null)).toEqual({ kind: 'cancelled' });
  const plain = edited(docx, MAIN, (xml) =>
    xml.replaceAll('<w:tag ', '<w:alias ').replaceAll('field_', 'other_'),
  );
  expect(await refusal(plain)).toEqual({ kind: 'refused', reason: 'not_a_report' });
  expect(
    await refusal(
      await paperToDocx(
        paperOfInvestigation(anInvestigation(), { ...FACTS, localNumber: 'ZZ01-20261201-9999' }),
      ),
    ),
  ).toEqual({
    kind: 'refused',
    reason: 'other_report',
  });
  expect(await refusal(Buffer.from('not a document'))).toMatchObject({ kind: 'refused' });
  expect(await refusal(docx)).toMatchObject({ kind: 'read' });
});

const CONTENT_TYPES = '[Content_Types].xml';
test.each<[string, string, (docx: Uint8Array) => Uint8Array | Promise<Uint8Array>]>([
  [
    'macros',
    'a program inside',
    (docx) =>
      zip([...unzip(docx, fileTools), { name: 'word/vbaProject.bin', bytes: Buffer.from('x') }], fileTools),
  ],
  [
    'macros',
    'a macro document by its types',
    (docx) =>
      edited(docx, CONTENT_TYPES, (xml) =>
        xml.replace('document.main+xml', 'document.macroEnabled.main+xml'),
      ),
  ],
  [
    'embedded',
    'an embedded object',
    (docx) =>
      zip(
        [...unzip(docx, fileTools), { name: 'word/embeddings/oleObject1.bin', bytes: Buffer.from('x') }],
        fileTools,
      ),
  ],
  [
    'external',
    'a template from elsewhere',
    (docx) =>
      edited(docx, 'word/_rels/document.xml.rels', (xml) =>
        xml.replace(
          '</Relationships>',
          '<Relationship Id="rX" Type="t" Target="http://192.0.2.1/a.dotm" TargetMode="External"/></Relationships>',
        ),
      ),
  ],
  [
    'embedded',
    'an entity that grows',
    (docx) =>
      edited(docx, MAIN, (xml) => xml.replace(/(<\?xml[^>]*\?>)/, '$1<!DOCTYPE d [<!ENTITY a "aaaa">]>')),
  ],
  [
    'twice',
    'a field that stands twice',
    (docx) => edited(docx, MAIN, (xml) => xml.replace('w:val="duty.conclusion"', 'w:val="duty.supervision"')),
  ],
  [
    'too_complex',
    'a text that is far too long',
    (docx) => edited(docx, MAIN, (xml) => xml.replace('</w:body>', `${'<w:p/>'.repeat(1_500_000)}</w:body>`)),
  ],
  ['too_large', 'more than 20 MB', () => new Uint8Array(20_000_001)],
  ['damaged', 'half a file', (docx) => docx.subarray(0, docx.length / 2)],
  ['damaged', 'broken XML', (docx) => edited(docx, MAIN, (xml) => xml.slice(0, -40))],
  ['other_type', 'no document at all', () => Buffer.from('hello, this is plain text')],
])('%s: %s is not read', async (reason, _, make) => {
  expect(readControls(await make(await written()))).toEqual({ ok: false, reason });
});

test('a bomb of zeros is refused before it is unpacked', async () => {
  const zeros = zip(
    [
      ...unzip(await written(), fileTools),
      { name: 'word/media/zero.png', bytes: new Uint8Array(201_000_000) },
    ],
    fileTools,
  );
  expect(zeros.length).toBeLessThan(1_000_000);
  expect(readControls(zeros)).toEqual({ ok: false, reason: 'too_complex' });
});

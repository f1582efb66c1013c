import { expect, test } from 'vitest';
import { fileTools } from '../../../src/main/core/attachments/file-tools';
import { paperToDocx } from '../../../src/main/core/papers/docx';
import { unzip } from '../../../src/shared/attachments/office/zip';
import { leavesOf, textsOf, withText } from '../../../src/shared/investigation/fields';
import { SECTIONS } from '../../../src/shared/investigation/investigation';
import { mailOf } from '../../../src/shared/investigation/mail';
import { HEADINGS, paperOfInvestigation } from '../../../src/shared/investigation/paper';
import { problemsOfInvestigation } from '../../../src/shared/investigation/problems';
import { anInvestigation, INVESTIGATION_FACTS } from '../../builders/investigation/report';

const FACTS = { localNumber: 'ZZ01-20261201-0001', centerNumber: 'HN20261201000418', evidence: [] };

/** Annex 2 to the letter, as the notice prints it. */
const ANNEX_2 = `一、案件来源
二、相关企业基本情况
三、现场调查情况
四、存在问题
五、属地生态环境部门履职情况
六、工作建议
七、落款`;

test('the headings are those of Annex 2, in its order', () => {
  const paper = paperOfInvestigation(anInvestigation(), FACTS);
  const first = paper.blocks.flatMap((block) =>
    block.kind === 'heading' && block.level === 1 ? [block.text] : [],
  );
  expect(first).toEqual(ANNEX_2.split('\n'));
  expect(SECTIONS.map((section) => HEADINGS[section])).toEqual(first);
});

test('the four parts of section two and the two of section six stand in the words of the notice', () => {
  const { blocks } = paperOfInvestigation(anInvestigation(), FACTS);
  const text = JSON.stringify(blocks);
  for (const words of [
    '地址、法人代表、统一社会信用代码等',
    '企业生产工艺及主要产排污环节',
    '污染防治设施建设情况',
    '对当地政府或生态环境部门提出的执法建议',
    '拟采取的处理措施或下步工作',
    '审核人姓名',
    '调查主办人',
    '调查协办人',
    '联系方式',
    '逐条对照说明',
  ]) {
    expect(text).toContain(words);
  }
});

test('everything that is written stands on the paper, and an unwritten part leaves no mark of a form', async () => {
  const form = anInvestigation();
  const entries = unzip(await paperToDocx(paperOfInvestigation(form, FACTS)), fileTools);
  const text = fileTools.decodeUtf8(entries.find(({ name }) => name === 'word/document.xml')!.bytes);
  for (const { field, text: words } of textsOf(form)) expect(text, field).toContain(words);
  for (const { name, phone } of [
    form.signature.reviewer,
    form.signature.lead,
    ...form.signature.assistants,
  ]) {
    expect(text).toContain(name);
    expect(text).toContain(phone);
  }
  expect(text).not.toMatch(/undefined|null|\*\*|NaN/);
});

test('a canary in any text keeps the report from being exported at all', () => {
  const whole = anInvestigation();
  for (const { field } of textsOf(whole)) {
    const form = withText(whole, field, '我叫蒋翠兰，住在纪公庙村3号楼，手机13912345678');
    if (form === undefined) continue;
    const codes = problemsOfInvestigation(form, INVESTIGATION_FACTS).filter(
      (each) => each.code === 'identity',
    );
    expect(
      codes.map((each) => each.field),
      field,
    ).toContain(field);
  }
});

test('the mail has numbers, finding and unit, and nothing that anybody typed', () => {
  const form = anInvestigation();
  const mail = mailOf({
    ...FACTS,
    unit: form.signature.unit,
    finding: 'partly',
    date: '2026-12-08',
    files: ['report.docx'],
  });
  expect(mail).toContain('部分属实');
  for (const { value, field } of leavesOf(form)) {
    if (typeof value === 'string' && value.length > 6 && field !== 'signature.unit')
      expect(mail).not.toContain(value);
  }
});

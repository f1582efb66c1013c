import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CARRY_REASONS } from '../../../src/main/core/carry/read-answer';
import type { AuthorityProblem } from '../../../src/main/core/sync/line/certificates';
import { JUDGED_CODES, PROBLEM_CODES, REFUSAL_KINDS } from '../../../src/renderer/ui/refusal/refusal-words';
import { Disposition } from '../../../src/shared/call/record';
import { Role } from '../../../src/shared/center-api/enrolment';
import { ErrorCode } from '../../../src/shared/ipc/errors';
import { TimelineEntry } from '../../../src/shared/ipc/contract';
import { Urgency } from '../../../src/shared/lead/deadline';
import enUS from '../../../src/shared/locales/en-US.json';
import zhCN from '../../../src/shared/locales/zh-CN.json';
import { LinkCause } from '../../../src/shared/network/causes';
import { LINE_STEPS, LineStepState, StepFact } from '../../../src/shared/network/line-test';
import { ArrivalPart, CenterVerdict } from '../../../src/shared/queue/arrival';
import { QueueState } from '../../../src/shared/queue/state';
import { Missing } from '../../../src/shared/report/report';
import { StepId } from '../../../src/shared/script/steps';
import { checkWording, type WordingProblem } from '../../../src/shared/script/wording';

const WORDING_CODES = [
  'municipal_name',
  'greeting_without_name',
  'greeting_names_a_place',
  'unknown_placeholder',
] as const satisfies readonly WordingProblem['code'][];

const AUTHORITY_PROBLEMS = [
  'no_certificate',
  'private_key',
  'too_many',
  'no_authority',
] as const satisfies readonly AuthorityProblem[];

type Texts = { [key: string]: string | Texts };

const flat = (texts: Texts, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : flat(value, `${path}${key}.`),
  );
const chinese = new Map(flat(zhCN));
const english = new Map(flat(enUS));
const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('texts of the window', () => {
  it('say the same things in both languages, with the same values', () => {
    expect([...english.keys()]).toEqual([...chinese.keys()]);
    for (const [key, text] of chinese)
      expect([key, places(english.get(key) ?? '')]).toEqual([key, places(text)]);
  });

  it('leave nothing empty, and no Chinese in the English ones but the name of the language', () => {
    for (const [key, text] of [...chinese, ...english]) expect([key, text.trim()]).not.toEqual([key, '']);
    const mixed = [...english].filter(
      ([key, text]) => /\p{Script=Han}/u.test(text) && key !== 'settings.zhCN',
    );
    expect(mixed).toEqual([]);
  });

  it.each([
    ['error', ErrorCode.options, ['.what', '.todo']],
    ['bundleWhy', ['bad_signature', 'malformed', 'greeting_not_obliged', ...WORDING_CODES], ['']],
    ['carryWhy', CARRY_REASONS, ['']],
    ['problem', PROBLEM_CODES, ['']],
    ['refused', [...JUDGED_CODES, ...REFUSAL_KINDS], ['']],
    ['arrival.part', ArrivalPart.options, ['']],
    ['arrival.verdict', CenterVerdict.options, ['']],
    ['state', QueueState.options, ['']],
    ['standing', QueueState.options, ['']],
    ['step', StepId.options, ['']],
    ['disposition', Disposition.options, ['']],
    ['role', Role.options, ['']],
    ['urgency', Urgency.options, ['']],
    ['missing', Missing.options, ['', 'Hint']],
    ['timeline', TimelineEntry.shape.what.options, ['']],
    ['sync.cause', LinkCause.options, ['']],
    ['sync.todo', LinkCause.options, ['']],
    ['network.cause', ['clock_off', 'bundle_unsigned', 'bundle_refused'], ['']],
    ['network.todo', ['clock_off', 'bundle_unsigned', 'bundle_refused'], ['']],
    ['network.step', LINE_STEPS, ['']],
    ['network.state', LineStepState.shape.state.options, ['']],
    ['network.fact', StepFact.shape.what.options, ['']],
    ['authorityWhy', AUTHORITY_PROBLEMS, ['']],
  ] as const)('have a text for every %s', (group, codes, ends) => {
    const keys = codes.flatMap((code) => ends.map((end) => `${group}.${code}${end}`));
    expect(keys.filter((key) => !chinese.has(key))).toEqual([]);
  });

  it('never speak for a city or county as the hotline (R-5)', () => {
    const problems = [...chinese].flatMap(([key, text]) =>
      checkWording({ id: key, text: text.replaceAll('{{', '').replaceAll('}}', '') }, false),
    );
    expect(problems).toEqual([]);
  });

  it('are the only Chinese of the window: none in its source', () => {
    const root = join(import.meta.dirname, '..', '..', '..', 'src', 'renderer');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    );
    const chineseOnes = files.filter((name) => {
      const code = readFileSync(join(root, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      return /\p{Script=Han}/u.test(code);
    });
    expect(chineseOnes).toEqual([]);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findingsIn, unanswered } from '../../../build/security/electronegativity.mjs';

const { answers } = JSON.parse(readFileSync('build/security/electronegativity.json', 'utf8')) as {
  answers: { check: string; file: string; answer: string }[];
};

const CSV = `issue, severity, confidence, filename, location, sample, description, url
AUXCLICK_JS_CHECK,"MEDIUM","FIRM","/x/src/main/shell/window.ts","16:17","const window = new BrowserWindow({","Limit",https://x
OPEN_EXTERNAL_JS_CHECK,"MEDIUM","FIRM","src/main/shell/window.ts","1:1","shell.openExternal(x)","Review",https://x
`;

test('a finding that nobody has answered is named', () => {
  expect(findingsIn(CSV)).toHaveLength(2);
  expect(unanswered(findingsIn(CSV), answers)).toEqual([
    { check: 'OPEN_EXTERNAL_JS_CHECK', file: 'src/main/shell/window.ts' },
  ]);
});

test('each answer is about a file that is there, and says more than no', () => {
  for (const { file, answer } of answers) {
    expect(answer.length).toBeGreaterThan(20);
    if (file.startsWith('src/')) expect(existsSync(file)).toBe(true);
  }
});

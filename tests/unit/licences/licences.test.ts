import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { componentsWith } from '../../../src/shared/licences/component';
import { shippedComponents } from '../../../src/main/core/self-check/licences';

const LIST = [
  { name: '@mui/material', version: '9.5.0', licence: 'MIT', text: 'MIT …' },
  { name: 'echarts', version: '6.1.0', licence: 'Apache-2.0', text: 'Apache …' },
  { name: 'sqlite', version: '3.53.4', licence: 'blessing', text: '' },
];
const names = (typed: string) => componentsWith(LIST, typed).map(({ name }) => name);

describe('what others made', () => {
  it('is found by name and licence, every word of what was typed', () => {
    expect(names('')).toEqual(LIST.map(({ name }) => name));
    expect(names('MUI mit')).toEqual(['@mui/material']);
    expect(names('apache')).toEqual(['echarts']);
    expect(names('mui apache')).toEqual([]);
  });

  it('is read as the build wrote it; what is not there or not whole is said, not guessed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'licences-'));
    const file = join(folder, 'licences.json');
    writeFileSync(file, JSON.stringify(LIST));
    expect(shippedComponents(file)).toEqual(LIST);
    writeFileSync(file, '[{"name":"x"}]');
    for (const bad of [file, join(folder, 'none'), undefined])
      expect(() => shippedComponents(bad)).toThrow('not_found');
  });
});

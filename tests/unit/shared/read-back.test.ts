import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasLoneSurrogate } from '../../../src/shared/canonical-json';
import { readBackItems, readBackMark, readBackText } from '../../../src/shared/call/read-back';
import { reportProblems } from '../../../src/shared/report/problems';
import { emptyReport, type Report } from '../../../src/shared/report/report';
import { aBundle } from '../../builders/bundle';
import { aReportForm } from '../../builders/draft';

const bundle = aBundle();
const report: Report = aReportForm({ isNamed: true }).report;

describe('what is read back', () => {
  it('says who, where, what, when and what is wished, in the words of the call', () => {
    expect(readBackText(report, bundle)).toBe(
      '您反映的是磐筑商砼搅拌站；地点在郑州市新郑市龙湖镇华南城东侧；情况是废气：夜间车辆来回跑，扬尘很大，没有冲车设备；' +
        '时间规律是夜间；您希望夜间现场查看；您选择实名举报；办结后不需要回访',
    );
  });

  it('leaves out what nobody has said yet', () => {
    expect(readBackItems(emptyReport(), bundle)).toEqual([]);
  });

  it('names what was not obtained instead of hiding it', () => {
    const unknown = { answer: '', missing: 'unknown' as const, reason: '路过，没看清' };
    expect(readBackText({ ...report, target: unknown }, bundle)).toContain('名称不详的单位或场所');
  });

  it('keeps a story of any length to one breath, and never cuts a character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (description) => {
        const items = readBackItems({ ...report, pollution: { ...report.pollution, description } }, bundle);
        for (const { spoken } of items) {
          expect([...spoken].length).toBeLessThan(170);
          if (!hasLoneSurrogate(description)) expect(hasLoneSurrogate(spoken)).toBe(false);
        }
      }),
    );
  });
});

describe('the mark of what was read', () => {
  const read = { ...report, readBackMark: readBackMark(report) };
  const codes = (value: Report) => reportProblems(value).map((problem) => problem.code);

  it('holds while nothing changes', () => {
    expect(codes(read)).not.toContain('read_back_changed');
  });

  it('asks to read again once anything that was read has changed', () => {
    const changed: Report[] = [
      { ...read, target: { ...read.target, answer: '磐筑商砼二站' } },
      { ...read, address: { ...read.address, detail: '龙湖镇华南城西侧' } },
      { ...read, pollution: { ...read.pollution, description: '白天也有扬尘很大' } },
      { ...read, investigationWish: { ...read.investigationWish, answer: '白天来看' } },
      { ...read, callbackWish: { ...read.callbackWish, answer: 'yes' } },
    ];
    for (const each of changed) expect(codes(each)).toContain('read_back_changed');
  });

  it('asks nothing of a record from before there were marks', () => {
    expect(codes({ ...report, readBackMark: '' })).not.toContain('read_back_changed');
  });
});

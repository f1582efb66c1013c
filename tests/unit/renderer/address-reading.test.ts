import { describe, expect, it } from 'vitest';
import { SHIPPED_BUNDLE } from '../../../src/center/bundle/shipped';
import { readInto, readStory } from '../../../src/renderer/features/intake/address/reading';
import { gazetteerOf } from '../../../src/shared/address/gazetteer';
import { reader } from '../../../src/shared/catalog/pinyin';
import { emptyReport, type Address } from '../../../src/shared/report/report';
import { Bundle } from '../../../src/shared/script/bundle';

const gazetteer = gazetteerOf(Bundle.parse(SHIPPED_BUNDLE).catalogue, reader);
const address = (changes: Partial<Address> = {}): Address => ({ ...emptyReport().address, ...changes });
const AT_HOME = address({ city: '4101' });
const XINGYANG = address({ city: '4101', county: '410182' });

describe('the address box', () => {
  it('takes over at once what is said or follows, and keeps the rest', () => {
    const { address: read, offers, marks } = readInto(AT_HOME, '上蔡塔桥镇张李村大张庄', gazetteer);
    expect(read).toMatchObject({
      city: '4117',
      county: '411722',
      town: '411722107',
      detail: '张李村大张庄',
    });
    expect(marks).toEqual({ city: 'deduced', county: 'said', town: 'said' });
    expect(offers).toEqual([]);
  });

  it('leaves a guess to a person, and the text whole meanwhile', () => {
    const { address: read, offers, isGuess } = readInto(AT_HOME, '源谭这几个村', gazetteer);
    expect(read).toEqual({ ...AT_HOME, detail: '源谭这几个村' });
    expect(isGuess).toBe(true);
    expect(offers[0]).toMatchObject({ county: '411328', detail: '这几个村' });
  });

  it('offers the places of a name that several have, none of them by itself', () => {
    const { address: read, offers, isGuess } = readInto(address(), '唐庄镇石料厂', gazetteer);
    expect(read.county).toBe('');
    expect(isGuess).toBe(false);
    expect(offers.map((offer) => offer.county)).toEqual(expect.arrayContaining(['410185', '410781']));
    for (const offer of offers) expect(offer.detail).toBe('石料厂');
  });

  it('reads a township within the county that is known, and takes back nothing that was picked', () => {
    expect(readInto(XINGYANG, '广武镇南头', gazetteer).address).toMatchObject({
      county: '410182',
      town: '410182103',
      detail: '南头',
    });
    expect(readInto({ ...XINGYANG, town: '410182103' }, '南头的大桥下', gazetteer).address).toEqual({
      ...XINGYANG,
      town: '410182103',
      detail: '南头的大桥下',
    });
    expect(readInto(XINGYANG, '中原路与郑州路交叉口', gazetteer).address).toMatchObject({
      county: '410182',
      detail: '中原路与郑州路交叉口',
    });
  });

  it('another city clears what lay in the old one', () => {
    expect(readInto(AT_HOME, '洛阳市', gazetteer).address).toMatchObject({ city: '4103', county: '' });
  });
});

describe('a place told before it was asked for', () => {
  it('is proposed while the address is empty', () => {
    const report = emptyReport();
    report.pollution.description = '俺是荥阳广武镇南董杨寨村五组的，夜里往沟里排粪水';
    expect(readStory(report, gazetteer)).toEqual({
      city: '4101',
      county: '410182',
      town: '410182103',
      detail: '南董杨寨村五组',
    });
    report.address = { ...XINGYANG };
    expect(readStory(report, gazetteer)).toBeNull();
    expect(readStory(emptyReport(), gazetteer)).toBeNull();
  });
});

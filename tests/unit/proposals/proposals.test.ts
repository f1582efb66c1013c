import { describe, expect, it } from 'vitest';
import { gradeOf } from '../../../src/shared/lead/grade';
import { readCall } from '../../../src/shared/proposals/read-call';
import { emptyReport } from '../../../src/shared/report/report';
import { shippedRules } from '../../builders/rules';

const rules = shippedRules();
const read = (description: string) => readCall({ description }, rules);

describe('urgency (R-34)', () => {
  it.each([
    ['罐车翻沟里了，冒黄烟，呛得人睁不开眼，快来', 'urgent'],
    ['水库里正倒粪，我们全县吃的就是这水', 'urgent'],
    ['后山天天放炮采石，一车一车拉走', 'important'],
    ['这厂的黑烟反映过好几回了，还是照样冒', 'important'],
    ['今天楼下饭店油烟有点大', 'general'],
  ])('“%s” is %s', (text, urgency) => {
    const { urgency: proposal, lead } = read(text);
    expect(proposal.urgency).toBe(urgency);
    const isExplained = proposal.reasons.length > 0 || lead.flags.length > 0;
    expect(isExplained).toBe(urgency !== 'general');
  });
});

describe('what a caller says of before (R-31)', () => {
  it.each([
    ['去年就反映过'],
    ['这是第三回给你们打了'],
    ['打了好几遍电话没人管'],
    ['给环保局说过，没下文'],
    ['又来了，上回你们来查过'],
  ])('“%s”', (text) => {
    expect(read(`厂里冒烟，${text}`).saidBefore).not.toEqual([]);
  });

  it.each([['头一回打这个电话'], ['我从没举报过'], ['打了井，浇了地']])('“%s” is none', (text) => {
    expect(read(`厂里冒烟，${text}`).saidBefore).toEqual([]);
  });
});

describe('pollution types and industries', () => {
  it.each([
    ['化工厂往河里排红水，泡沫一片', ['water', 'water_industrial'], 'chemical'],
    ['水泥厂粉尘大，落一层灰', ['air'], 'cement'],
    ['楼下广场舞音响吵得睡不着', ['noise', 'noise_social'], undefined],
    ['有人砸旧电瓶，酸水倒一院子，铅板堆着', ['waste', 'waste_hazardous'], 'recycling'],
    ['变电站挨着我家，辐射大不大', ['radiation', 'radiation_electromagnetic'], undefined],
    ['山上挖石头，树都毁了', ['ecology', 'ecology_mining'], 'mining'],
  ])('“%s”', (text, codes, industry) => {
    const { types, industries } = read(text);
    expect(types.map(({ code }) => code)).toEqual(expect.arrayContaining(codes));
    if (industry !== undefined) expect(industries.map(({ code }) => code)).toContain(industry);
  });

  it('never name a kind without its main type', () => {
    for (const { code } of read('电镀厂的酸水往井里灌，白烟刺鼻，夜里切割机响').types) {
      if (code.includes('_'))
        expect(read('电镀厂的酸水往井里灌，白烟刺鼻，夜里切割机响').types.map((one) => one.code)).toContain(
          code.split('_')[0],
        );
    }
  });
});

describe('whose matter it is (R-10)', () => {
  it.each([
    ['老板欠我三个月工资', 'labour'],
    ['广场舞音响太大，吵得睡不着', 'social_noise'],
    ['小区路灯坏了没人修', 'utilities'],
    ['有人砍国有林的大树', 'forest'],
    ['买的乳胶漆刷完屋里甲醛超标', 'interior_decoration'],
    ['地里烧秸秆，烟大得很', 'straw_burning'],
    ['村里占耕地盖别墅', 'land_use'],
    ['工地夜里打混凝土，吵得睡不着', 'construction_noise'],
  ])('“%s” goes to %s', (text, referral) => {
    const { decision, referrals } = read(text).scope;
    expect(decision).toBe('out');
    expect(referrals.map((one) => one.referral)).toContain(referral);
  });

  it.each([['化工厂的味道呛人'], ['有人在山上采石，把树都砍了'], ['养猪场的粪水流到河里'], ['水泥厂粉尘大']])(
    '“%s” is ours',
    (text) => {
      expect(read(text).scope.decision).toBe('in');
    },
  );
});

describe('the grade of a report (Attachment 1; domain Q-2)', () => {
  const link = {
    callId: '0193b2a8-0000-7000-8000-000000000000',
    localNumber: 'ZZ01-20261123-0001',
    decision: 'linked' as const,
  };
  it.each([
    [[], null, [], 'general'],
    [[], 'yes', [], 'repeat'],
    [[], 'no', [link], 'repeat'],
    [[], 'no', [{ ...link, decision: 'dismissed' as const }], 'general'],
    [['yellow_river'], 'yes', [link], 'major'],
  ] as const)('flags %j, said %s, links %j: %s', (majorFlags, said, links, grade) => {
    expect(gradeOf({ majorFlags, repeats: { said, links } })).toBe(grade);
  });

  it('takes a report as it lies', () => {
    expect(gradeOf(emptyReport())).toBe('general');
  });
});

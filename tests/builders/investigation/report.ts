import { emptyInvestigation, type Investigation } from '../../../src/shared/investigation/investigation';
import type { InvestigationFacts } from '../../../src/shared/investigation/problems';
import type { Occurrence } from '../../../src/shared/lead/occurrence';

const at = (shanghai: string) => Date.parse(`${shanghai}+08:00`);

export const NIGHTLY: Occurrence = {
  kind: 'clock',
  isNight: true,
  window: { from: 22 * 60, to: 5 * 60 },
  weekdays: [],
  words: '夜里十点到凌晨五点',
};
export const POINTS = ['夜里往河里排白色泡沫水', '锅炉冒黑烟'];

export const INVESTIGATION_FACTS: InvestigationFacts = {
  points: POINTS,
  occurrences: [NIGHTLY],
  reportedAt: at('2026-12-01T12:00'),
  now: at('2026-12-10T12:00'),
  evidence: [],
  standing: [],
};

/** A report of investigation with nothing left to say: every part of it is needed. */
export function anInvestigation(changes: Partial<Investigation> = {}, points = POINTS): Investigation {
  const empty = emptyInvestigation(points);
  return {
    ...empty,
    source: {
      origin: '2026年12月1日，省12369举报热线受理并转办我局。',
      matters: '举报反映无名洗涤厂夜间向索须河排放白色泡沫废水。',
    },
    enterprise: {
      name: '郑州清源布草洗涤有限公司',
      address: '郑州市惠济区古荥镇纪公庙村东',
      legalPerson: '冯建设',
      creditCode: '91410100MA44P1QX0D',
      noCreditCode: '',
      eia: { standing: 'held', obtainedOn: '2019-03-05', number: '惠环建表〔2019〕12号', reason: '' },
      permit: { standing: 'none', obtainedOn: '', number: '', reason: '属登记管理，未办理排污许可登记' },
      process: '布草分拣、洗涤、脱水、烘干，产生洗涤废水和燃气锅炉废气。',
      facilities: '建有沉淀池和气浮设施各一套，锅炉配低氮燃烧器。',
    },
    site: {
      ...empty.site,
      visits: [{ from: at('2026-12-03T22:40'), to: at('2026-12-04T00:30') }],
      inspection: '对生产、治污设施、危险废物、台账和监测情况进行了一体化全面检查。',
      points: points.map((text, index) => ({
        text,
        answer: index === 0 ? '现场检查时雨水管有泡沫残留，证实曾经排放。' : '锅炉燃用天然气，未见黑烟。',
        finding: index === 0 ? 'true' : 'false',
        isReported: true,
      })),
      earlier: { standing: 'none', account: '' },
      recorder: { number: 'ZF-0317', from: at('2026-12-03T22:38'), to: at('2026-12-04T00:31'), reason: '' },
      electronic: [{ what: '夜间现场录像', keptAt: '支队证据库2026-1203盘', sha256: 'ab'.repeat(32) }],
    },
    finding: points.length === 1 ? 'true' : 'partly',
    shortcomings: '雨污分流不彻底，沉淀池溢流废水进入雨水管网。',
    duty: {
      supervision: '惠济分局本年度对该企业日常检查三次，均有记录。',
      enforcement: '2026年6月曾下达责令改正决定书一份。',
      conclusion: '属地已履行日常监管职责，后督察不够及时。',
    },
    advice: {
      toLocal: '建议惠济区政府督促完成雨污分流改造。',
      next: '已立案调查，责令立即停止排放并限期整改。',
      feedback: '办结后由惠济分局按举报人意愿反馈。',
    },
    signature: {
      reviewer: { officialId: null, name: '何平', phone: '0371-67100014' },
      lead: { officialId: null, name: '孙立', phone: '0371-63600011' },
      assistants: [{ officialId: null, name: '周明', phone: '13800138000' }],
      date: '2026-12-08',
      unit: '郑州市生态环境局惠济分局',
    },
    ...changes,
  };
}

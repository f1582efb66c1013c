import type { Block, Paper } from '../../papers/paper';
import { centerTimeOf, type ActOf, type Finding, type NotedAct } from '../act';
import type { CaseFacts } from '../case';
import type { Referral } from '../referral';
import type { RewardChecks } from './checks';
import type { RewardLack, RewardRules } from './rules';
import { shanghaiDate } from '../../shanghai-time';

/** Why there is no reward by these rules, in their order. The verdict is theirs, never the form's. */
export function rewardLacks(
  { isNamed, reward }: Pick<CaseFacts, 'isNamed' | 'reward'>,
  finding: Finding | null,
  checks: RewardChecks,
): RewardLack[] {
  if (reward === null) return [];
  const isLacking: Record<RewardLack, boolean> = {
    anonymous: !isNamed,
    not_confirmed: !reward.findings.some((each) => each === finding),
    not_first: !checks.isFirst,
    not_clear: !checks.isClear,
    published: checks.isPublished,
    time_barred: checks.isTimeBarred,
  };
  return reward.bars.filter((lack) => isLacking[lack]);
}

/** False where the province has no reward rules: then nobody may be promised one. */
export function isRewardEligible(
  facts: Pick<CaseFacts, 'isNamed' | 'reward'>,
  finding: Finding | null,
  checks: RewardChecks,
): boolean {
  return facts.reward !== null && rewardLacks(facts, finding, checks).length === 0;
}

const FINDINGS = { true: '属实', partly: '部分属实', false: '不属实' } as const;
const yes = (is: boolean) => (is ? '是' : '否');

/** 奖励初审表, for the province. Made of a referral, which holds no identity, and of the assessment; the payee is the center's. */
export function rewardPaper(
  referral: Referral,
  finding: Finding,
  assessed: NotedAct & { act: ActOf<'reward_assessed'> },
  rules: RewardRules | null,
): Paper {
  const { act } = assessed;
  const blocks: Block[] = [
    {
      kind: 'fields',
      rows: [
        { label: '举报件编号', value: referral.centerNumber ?? referral.localNumber },
        { label: '举报对象', value: referral.target },
        { label: '详细地址', value: referral.place },
        { label: '污染类型', value: referral.types.join('、') },
        { label: '查证结论', value: FINDINGS[finding] },
        { label: '违法情形', value: act.breach },
        { label: '第一时间举报', value: yes(act.checks.isFirst) },
        { label: '事实清楚', value: yes(act.checks.isClear) },
        { label: '媒体已曝光', value: yes(act.checks.isPublished) },
        { label: '已过时效', value: yes(act.checks.isTimeBarred) },
        { label: '适用办法', value: rules?.id === act.policy ? rules.name : act.policy },
        { label: '初审意见', value: act.isEligible ? '符合奖励条件' : '不符合奖励条件' },
        { label: '初审依据', value: act.grounds },
        { label: '拟奖金额', value: act.amount === null ? '由省级核定' : `${act.amount} 元` },
        { label: '报送材料', value: act.materials === '' ? '无' : act.materials },
        { label: '初审日期', value: shanghaiDate(centerTimeOf(assessed)) },
      ],
    },
    { kind: 'note', text: '本表不含举报人信息；领奖人信息由省中心掌握。' },
  ];
  return { title: '环境污染举报奖励初审表', orientation: 'portrait', blocks };
}

import { type IdentityHit, type IdentityKind } from './identity-kind';
import { isOfSomeoneElse } from './someone-else';

const FILL = '(?:号码?|编号|证号|上的?号码?|是|为|就|：|:|的|，|,|\\s){0,5}';
const PAPER =
  '护照|通行证|回乡证|台胞证|港澳证|居留证|居住证|绿卡|军官证|士兵证|警官证|残疾证|残疾人证|老年证|退休证|社保卡?|社会保障卡|医保卡?|驾驶证|驾照|行驶证|档案编?号|低保证|记者证|律师证';
const RECORDING =
  '(?:录音|通话|语音|来电|电话录音)(?:文件|记录|片段)?(?:的)?(?:编号|流水号?|序号|文件名|存成|存为|保存为|名字?叫|号|名|ID|id)';

const THEIRS = /(?:[他她它]们?|老板|厂长|司机|经理|那人|那个人|对方)的?$/u;

const FINDERS: readonly { kind: IdentityKind; pattern: RegExp; isOwn: boolean }[] = [
  // 护照号E73315589, 回乡证H0733155801, 社保卡号…: numbers of papers that name their holder.
  {
    kind: 'id_card',
    pattern: new RegExp(`(?:${PAPER})${FILL}[A-Za-z]{0,3}[\\s-]?\\d[\\d\\s-]{4,20}\\d[A-Za-z]?`, 'gu'),
    isOwn: false,
  },
  // 我公司电话400-661-7788: a service number by which the caller is reached, said to be the caller's.
  {
    kind: 'landline',
    pattern:
      /(?:我|俺|咱|本人)(?:们)?(?:自己)?(?:公司|单位|店里?|厂里?|家里?|这边?|办公室|诊所|铺子)?的?(?:电话|号码|座机|联系方式|总机|联系电话)(?:就|也)?(?:是|：|:|，|,|\s)*[48]00[\s-]?\d{3,4}[\s-]?\d{3,4}/gu,
    isOwn: true,
  },
  {
    kind: 'landline',
    pattern:
      /(?:打|拨|回)(?:到|个|这个?)?[\s，,：:]?[48]00[\s-]?\d{3,4}[\s-]?\d{3,4}[\s，,]?(?:找|转|能找到|就能?找到|联系)(?:我|俺)/gu,
    isOwn: true,
  },
  // Nothing may lead to the recording of a call, whoever says it.
  {
    kind: 'recording',
    pattern: new RegExp(`${RECORDING}(?:是|为|叫|：|:|\\s){0,3}[A-Za-z0-9_.-]{5,60}`, 'gu'),
    isOwn: true,
  },
];

/** Numbers of papers, service numbers of the caller's own and what leads to a recording. */
export function findPapers(text: string): IdentityHit[] {
  return FINDERS.flatMap(({ kind, pattern, isOwn }) =>
    [...text.matchAll(pattern)]
      .filter(
        ({ index }) =>
          isOwn || !(THEIRS.test(text.slice(0, index).slice(-8)) || isOfSomeoneElse(text, index)),
      )
      .map((match) => ({ kind, start: match.index, end: match.index + match[0].length })),
  );
}

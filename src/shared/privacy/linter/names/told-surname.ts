import { type IdentityHit } from '../identity-kind';

/** 俺姓户; 我姓操，操心的操; 姓毋，…. The surname stands in group 1. */
const TOLD =
  /(?:我|俺|咱|本人|免贵|敝|鄙)(?:们)?(?:家|这|自己|就|也|是|都|本|，|,)*姓[“"]?(?![什啥甚谁名氏不的么哪吗也都就个是几])(\p{Script=Han})(?=[，,。；;、！!？?\s”"啊呀哩嘞吧]|$)/gu;
/** 我叫过客，…姓过: a surname of its own in a clause, by which the name before begins. */
const BY_NAME = /(?:我|俺|本人)(?:就|也)?叫[“"]?(\p{Script=Han})\p{Script=Han}{1,2}(?=[，,。])/gu;

// Callers tell one surname or two; each costs a walk through the text.
const MOST = 4;

/** Whatever bears the surname that the caller has told, however rare: …是俺爹的名，户广林; 我们这儿姓毋的多. */
export function findOfToldSurname(text: string): IdentityHit[] {
  const named = [...text.matchAll(BY_NAME)].filter((match) => text.includes(`姓${match[1] ?? ''}`));
  const told = new Set([...text.matchAll(TOLD), ...named].map((match) => match[1] ?? ''));
  return [...told].slice(0, MOST).flatMap((surname) =>
    [
      new RegExp(
        `(?<=[，,。；;：:！!？?\\s“"「是叫名爹爸大妈娘哥弟姐妹儿婿公婆]|^)${surname}(?!${surname})[^的了是就在不我你他，,\\P{Script=Han}]{1,2}(?=[，,。；;、！!？?\\s”"」]|$)`,
        'gu',
      ),
      new RegExp(`姓${surname}(?:的|家)?|(?<=[，,。；;])${surname}家(?=[，,。；;]|$)`, 'gu'),
    ].flatMap((pattern) =>
      [...text.matchAll(pattern)].map(({ index, 0: words }) => ({
        kind: 'self_name' as const,
        start: index,
        end: index + words.length,
      })),
    ),
  );
}

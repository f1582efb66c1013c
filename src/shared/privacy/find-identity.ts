export type IdentityKind = 'phone' | 'landline' | 'id_card' | 'wechat' | 'email' | 'self_name' | 'home';

/** A stretch of a free text that may tell who reported. Offsets are UTF-16 indexes into the text as typed. */
export interface IdentityHit {
  kind: IdentityKind;
  start: number;
  end: number;
}

const DIGIT = '[0-9０-９〇零一二三四五六七八九幺]';
const GAP = '[ \\-－—.·]?';
const FINDERS: readonly { kind: IdentityKind; pattern: RegExp }[] = [
  {
    kind: 'phone',
    pattern: new RegExp(`(?<!${DIGIT})(?:[1１一幺](?:${GAP}${DIGIT}){10})(?!${DIGIT})`, 'gu'),
  },
  { kind: 'landline', pattern: /(?<!\d)0\d{2,3}[- －]?\d{7,8}(?!\d)/gu },
  {
    kind: 'id_card',
    pattern: /(?<!\d)[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)/gu,
  },
  { kind: 'wechat', pattern: /(?:微信|vx|VX|wx|QQ|qq)(?:号|是|：|:| )*[A-Za-z0-9_-]{5,20}/gu },
  { kind: 'email', pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+/gu },
  {
    kind: 'self_name',
    pattern: /(?:我叫|我姓|俺叫|俺姓|本人(?:叫|姓|是)|免贵姓)(?!啥|什么|甚|谁)[\u4e00-\u9fff]{1,3}/gu,
  },
  {
    kind: 'home',
    pattern: /(?:我|俺|本人)?家?(?:就)?住(?:在)?[^，。；,;]{0,20}?\d{1,4}(?:号楼|栋|幢|单元|室|户|号院)/gu,
  },
];

/**
 * Where a free text may hold the reporter's identity: phone, ID card, WeChat, e-mail, 我叫…, 家住…. Made to warn
 * while typing; a plate or the target's own number is for a person to settle. Linear in the text's length.
 */
export function findIdentity(text: string): IdentityHit[] {
  return FINDERS.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({
      kind,
      start: match.index,
      end: match.index + match[0].length,
    })),
  ).sort((a, b) => a.start - b.start);
}

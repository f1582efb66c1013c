import { type IdentityHit } from '../identity-kind';
import { matchAt, readName } from './person-name';
import { surnameLength } from './surnames';

/** Set phrases by which a surname is told apart from those that sound alike. */
const SET_PHRASE =
  '(?:弓长张|木子李|立早章|[耳尔]东陈|双木林|口天吴|言午许|古月胡|草头黄|口木呆|走肖赵|三横一?竖?王|人可何|双人徐|刀口邵|禾日香|木易杨|关耳郑|干勾于|人[二工]仝|卯金刀刘?|文刀刘|日月明|委鬼魏|双口吕|口口吕|' +
  '言甚谌|西早覃|三点水[江汪沈洪潘温涂]|十八子李|四[维夕]罗|女字旁姚|良月朗|加贝贺|田力男|日安晏|旬耳郇|京尤就|水皮坡|羊女姜|广龙庞|土申坤|千里马?冯|两点马冯|走之边|木风枫|竹付符|草字头?[苏范蒋董葛苗])';
const SET = new RegExp(`[，,、\\s]{0,2}(?:就是|是)?${SET_PHRASE}`, 'uy');
const OPENS_WITH_SET = new RegExp(`(?<=[，,。；;！!？?\\s是姓]|^)${SET_PHRASE}`, 'gu');
/** 聂，三个耳朵的聂: a surname and how it is written. */
const OPENS_WITH_SURNAME =
  /(?<=[，,。；;：:！!？?\s]|^)(\p{Script=Han})[，,]\p{Script=Han}{1,6}的\1(?!\p{Script=Han})/gu;
/** 黎明的黎，黎文清: a surname by a word, then the whole name. */
const BY_A_WORD =
  /(?<=[，,。；;：:！!？?\s是姓]|^)(\p{Script=Han})\p{Script=Han}{0,4}的\1[，,\s]{1,2}(?=\1\p{Script=Han}{1,2}(?:[，,。；;！!？?\s]|$))/gu;
const AND_WHOLE = /[，,\s]{1,2}/uy;

/** Names that are told by their characters alone: 耳东陈，陈国栋; 聂，三个耳朵的聂. */
export function findSpelt(text: string): IdentityHit[] {
  const sets = [...text.matchAll(OPENS_WITH_SET)];
  const surnames = [...text.matchAll(OPENS_WITH_SURNAME)].filter(
    ({ index }) => surnameLength(text, index) > 0,
  );
  const words = [...text.matchAll(BY_A_WORD)].flatMap((match) => {
    const at = match.index + match[0].length;
    const end = readName(text, at, 'strict');
    return end > 0 ? [{ kind: 'self_name' as const, start: match.index, end }] : [];
  });
  const told = [...sets, ...surnames].map((match) => {
    const end = match.index + match[0].length;
    const gap = matchAt(AND_WHOLE, text, end);
    const name =
      gap > 0 && text.charAt(end + gap) === match[0].at(-1) ? readName(text, end + gap, 'strict') : -1;
    return { kind: 'self_name' as const, start: match.index, end: Math.max(end, name) };
  });
  return [...told, ...words];
}

/** Where the spelling ends that follows a name at `end`: "祝贺的贺，建设的建", "弓长张"; `end` where none does. */
export function spelt(text: string, end: number): number {
  let at = end;
  for (let part = 0; part < 4; part += 1) {
    const set = matchAt(SET, text, at);
    const said = set > 0 ? set : spelling(text, at, text.slice(Math.max(0, end - 4), end));
    if (said <= 0) break;
    at += said;
  }
  return at;
}

function spelling(text: string, at: number, name: string): number {
  const match = /^[，,、\s]{0,2}(?:就是|是)?\p{Script=Han}{1,5}?(?:的那个|那个|的)(\p{Script=Han})字?/u.exec(
    text.slice(at, at + 16),
  );
  return match?.[1] && name.includes(match[1]) ? match[0].length : -1;
}

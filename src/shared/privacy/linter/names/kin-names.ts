import { type IdentityHit } from '../identity-kind';
import { surnameLength } from './surnames';
import { opensAnotherWord, readGoingName } from './going-name';
import { matchAt, readName } from './person-name';

/** Words for family, in-laws and those next to them, as callers of Henan say them. */
const KIN_WORDS =
  '儿子|闺女|女儿|孩子|娃儿?|小孩|妮儿?|小子|媳妇儿?|老婆|爱人|妻子|丈夫|老公|男人|对象|女朋友|男朋友|未婚[夫妻]|屋里头?的?|爸爸?|爹|父亲|妈妈?|娘|母亲|爷爷?|奶奶?|姥爷|姥姥|姥娘|外公|外婆|' +
  '哥哥?|弟弟?|兄弟|姐姐?|妹妹?|妹子|孙子|孙女|外孙女?|重孙|老伴儿?|婆婆|婆家|娘家|公公|老公公|岳父|岳母|公爹|婆子|丈人|岳丈|娃他爹|娃他娘|孩他爸|孩他妈|老丈人|丈母娘|亲家|当家的|掌柜的?|侄子|侄女|侄儿|外甥女?|舅舅?|妗子|小舅子|大舅哥|舅子|' +
  '连襟|妯娌|姐夫|妹夫|姑父|姨夫|叔叔?|婶子?|伯伯?|大伯|大爷|姑姑?|姨|嫂子?|女婿|儿媳妇?|双胞胎|老大|老二|徒弟|师傅|前妻|前夫';
/** As a pattern, longer words first. */
export const KIN = KIN_WORDS.split('|')
  // 妹妹? is both 妹妹 and 妹, each in its place by length.
  .flatMap((word) => (/^[^?]+\?$/u.test(word) ? [word.slice(0, -1), word.slice(0, -2)] : [word]))
  .sort((a, b) => b.length - a.length)
  .join('|');
const OWN =
  '(?:(?:我|俺|咱)(?:们)?(?:家)?(?:里)?(?:的)?(?:那个?|这个?|[一二三四五六七八九十\\d]{1,3}岁的?)?|(?:孩子|娃)(?:他|她)?)(?:大|小|老|二|三|四|五|亲|堂|表|干|前)?';
const MINE = new RegExp(`${OWN}(${KIN})`, 'gu');
const CALLED =
  /的?(?:名字|大名|小名|全名|户口上)?(?:就|也)?(?:是叫|名叫|叫做?|姓|(?:名字?)就?是)[\s:：“"]{0,2}/uy;
const LINKED = /(?:就|也|的?名字)*是(?:[^，,。；;]{1,6}的)?/uy;
/** 他叫…, ，叫…, 闺女叫…: told of whoever was spoken of last. */
const SAID_OF = new RegExp(
  `(?:(?<=[，,。；;：:！!？?\\s]|^)(?:(?:孩子|娃)?(?:他|她)?(?:${KIN})|孩子|娃)?|他|她)(?:的?名字?|大名|户口上)?(?:就)?(?:是|叫做?|名叫|姓)[\\s:：“"]{0,2}`,
  'gu',
);
/** 孙子齐天佑，…: family named without 我, in a clause that holds nothing else. */
const ALONE =
  /(?<=[，,。；;！!？?\s]|^)(?:大|小|老|二)?(?:儿子|闺女|女儿|媳妇|老婆|爱人|老伴|对象|孙子|孙女|外孙女?|老公|丈夫|妻子)(?:叫)?/gu;
const CHILD_CALLED =
  /(?<=[，,。；;！!？?\s]|^)(?:我家)?(?:孩子|娃儿?|宝宝|小孩)(?:小名|大名)?叫(?![我他她你人苦唤喊])\p{Script=Han}{2,4}?(?=[，,。；;！!？?\s在上才刚]|$)/gu;
/** 我是老李家的二小子, 我是焦家的媳妇. */
const OF_HOUSE = new RegExp(
  `(?:我|俺)(?:就)?是[^，,。；;！!？?]{0,8}?老?([\\p{Script=Han}])家的?(?:[大二三四小老]|那个?)*(?:${KIN_WORDS}|掌柜|当家|上门)`,
  'gu',
);
const OTHER =
  /老板|厂长|场长|矿长|经理|书记|主任|负责人|法人|司机|工头|队长|村长|镇长|局长|那家|这家|厂|公司|店|站|邻居|邻家|有个|有人|一个姓/u;
const REACH = 70;

/** Names of the caller's family, by which the caller is known as well: 我儿子叫…, 俺爹王大山, 俺闺女的号，她叫… (R-18). */
export function findKinNames(text: string): IdentityHit[] {
  const mine = [...text.matchAll(MINE)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kin: match[1] ?? '',
  }));
  const direct = mine.flatMap(({ start, end }) => {
    const nameEnd = nameAfter(text, end);
    return nameEnd > 0 ? [hit(start, nameEnd)] : [];
  });
  const alone = [...text.matchAll(ALONE)].flatMap((match) => {
    const end = readName(text, match.index + match[0].length, 'strict');
    const size = end - match.index - match[0].length;
    return size >= 2 && size <= 4 ? [hit(match.index, end)] : [];
  });
  const children = [...text.matchAll(CHILD_CALLED)].map((match) =>
    hit(match.index, match.index + match[0].length),
  );
  const ofHouse = [...text.matchAll(OF_HOUSE)]
    .filter((match) => surnameLength(match[1] ?? '', 0) > 0)
    .map((match) => hit(match.index, match.index + match[0].length));
  const told = [...direct, ...alone, ...children, ...ofHouse];
  if (mine.length === 0) return told;
  const own = new Set(mine.map(({ kin }) => kin));
  const referred = [...text.matchAll(SAID_OF)].flatMap((match) => {
    const kin = mine.findLast(({ end }) => end <= match.index);
    if (!kin || match.index - kin.end > REACH) return [];
    // 我女婿是做防水的，…女婿叫…: the same word of kin again is no one else's.
    const isSaidAgain = own.has(OPENS_WITH_KIN.exec(match[0])?.[0] ?? '');
    if (!isSaidAgain && OTHER.test(text.slice(kin.end, match.index))) return [];
    const at = match.index + match[0].length;
    const end = saidName(text, at, match[0]);
    return end > 0 ? [hit(match.index, end)] : [];
  });
  return [...told, ...referred];
}

const OPENS_WITH_KIN = new RegExp(`^(?:${KIN})`, 'u');

function nameAfter(text: string, at: number): number {
  const called = matchAt(CALLED, text, at);
  if (called > 0) return saidName(text, at + called, text.slice(at, at + called));
  const linked = matchAt(LINKED, text, at);
  if (linked > 0) return readName(text, at + linked, 'strict');
  const whole = readName(text, at, 'strict');
  if (whole > 0) return whole;
  return readGoingName(text, at);
}

/** The end of a name behind 叫 or 是, or of a surname behind 姓. */
function saidName(text: string, at: number, by: string): number {
  if (/姓[\s:：“"]*$/u.test(by)) {
    const size = surnameLength(text, at) || matchAt(/\p{Script=Han}(?=[，,。；;！!？?\s]|$)/uy, text, at);
    if (size <= 0) return -1;
    const end = Math.max(at + size, readName(text, at, 'strict'));
    return text.charAt(end) === '的' ? end + 1 : end;
  }
  if (/是[\s:：“"]*$/u.test(by)) return opensAnotherWord(text.charAt(at)) ? -1 : readName(text, at, 'strict');
  const known = readName(text, at, 'strict');
  if (known > 0) return known;
  const word = matchAt(
    /(?![人我俺你他她来去说别停不苦疼痛救醒])\p{Script=Han}{2,4}?(?=[，,。；;！!？?、\s”"]|$)/uy,
    text,
    at,
  );
  return word > 0 && !/[的了是我你他她们这那不]/u.test(text.slice(at, at + word)) ? at + word : -1;
}

function hit(start: number, end: number): IdentityHit {
  return { kind: 'relative', start, end };
}

import { type Clause, clausesOf } from './clauses';
import { type IdentityHit, type IdentityKind } from './identity-kind';
import { KIN } from './kin-names';
import { readName } from './person-name';

const ME = '(?:我|俺|咱|本人|自己)';
/** What the pollution is told in: a clause with any of it is evidence, and is not taken for words about the caller. */
const EVIDENCE =
  /[臭味烟尘灰噪响渣毒药泡沫脏雾粉吵呛泥黑黄]|颜色|排(?!水口|污口|第|[一二三四五六七八九十\d])|(?<!班)倒(?!数|班)|冒|污(?!口)|废|超标|偷|扔|烧(?!锅|火|烤|窑的|饭)|渗|漏|举报|查[了过]|你们|恁们/u;
/** The neutral words of this linter: where they stand, the caller has spoken of himself. */
const NEUTRAL = /举报人|〔[^〕]{2,10}已另存〕/gu;

type Test = readonly [kind: IdentityKind, pattern: RegExp];

/** Said in one breath with a name, a number or a home: how it is written, who else, what else. */
const IN_ONE_BREATH: readonly Test[] = [
  // 弓长张, 亓官的亓, 左耳刀一个鬼, 念 zhuó, 复姓, 单名一个松
  ['self_name', /[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ]/u],
  [
    'self_name',
    /^(?:也|又|都|就|应该|有人)?(?:念|读|发音)(?:作|成|做|的是)?[“"]?[\p{Script=Han}A-Za-z]{1,6}[”"]?/u,
  ],
  [
    'self_name',
    /偏旁|部首|字头|字底|字旁|[左右双]?耳(?:刀|旁)|[双单立]人|提手|[两三]点水|绞丝|宝盖|走之|拼音|繁体|简体|叠字|同音|谐音|复姓|单名|单字|百家姓|千字文|[一两]个字/u,
  ],
  ['self_name', /^(?:左|右|上|下|中|外|里)(?:边|头|面|半)?(?:是|一个|加|个|那个|还有)/u],
  ['self_name', /^(?:加|去掉?|少|多|换)(?:上|个|了)?[^，,]{0,8}(?:一?[点横竖撇捺]|旁|头|底|刀|土|字)/u],
  ['self_name', /[一二两三][横竖撇捺点](?![钟半])/u],
  ['self_name', /(\p{Script=Han})[^，,]{0,4}(?:那个|这个|的)[“"]?\1/u],
  ['self_name', /(?:那个|的)(?:繁体的)?[“"]?\p{Script=Han}[”"]?字?$/u],
  ['self_name', /^(?:不是|可不是)?姓(?![什啥甚])\p{Script=Han}{1,2}(?:的|$|[，,])/u],
  [
    'self_name',
    /^(?:单名|名字?|就叫|真叫|也叫|又叫|改名|后改名|原名|名叫|他叫|她叫|叫)(?:就|也)?(?:是|叫)?(?:一个|个)?[“"]?(?![他她你])\p{Script=Han}{1,4}[”"]?$/u,
  ],
  [
    'id_card',
    /(?:编号|工号|工牌|学号|学员号|会员|证号|代号|证件|床位?|尾号|号码|后[四六]位|尾数)[^，,]{0,6}[A-Za-z0-9零〇一二三四五六七八九幺]/u,
  ],
  ['id_card', /[A-Za-z]{0,3}[-_]?\d{4,}[A-Za-z]{0,2}(?![\d年月日吨米亩元块车度万多个天])/u],
  ['phone', /^(?:不对|对不起|哦|啊|是|就是|重说)*[^，,]{0,4}[零〇幺一二三四五六七八九拐洞勾]{4,}号?$/u],
  ['phone', /^[A-Za-z]$/u],
  [
    'bank_card',
    /^(?:是|打)?(?:[工农建中]行|邮政|邮储|农商行?|信用社)的?$|(?:工资卡|银行卡|存折|卡)(?:是|在|办)/u,
  ],
  [
    'home',
    /[一二三四五六七八九十\d]{1,4}(?:号楼|号院|栋|幢|单元|室|胡同|号(?!线|文|那天|早|晚|上午|下午|夜|左右|以|的|开|又))|^(?:就|住)?在[一二三四五六七八九十\d]{1,2}楼|(?:窗户?|阳台|门)[^，,]{0,4}(?:对面|正对|对着)/u,
  ],
  ['relative', /^(?:他|她)(?:人)?(?:在|是)[^，,]{1,12}(?:念书|上学|上班|看大门|住院|打工|干活|[工员师]的?)/u],
  ['self_name', /^是\p{Script=Han}$|^[《“]?\p{Script=Han}[”》]?字(?!号)/u],
  [
    'job',
    /^(?:性别|籍贯|民族|年龄|职务|单位|岁数|今年|[男女]$|回民|[汉回满]族|[一二三四五六七八九十\d]{2,3}(?:岁|了$))/u,
  ],
];

/** What one is or does, without 我是 when it is said right beside the name. */
const TRADE =
  '(?:[工员师匠医兵]|医生|大夫|护士|老师|教师|校长|班主任|会计|出纳|司机|师傅|保安|门卫|门岗|厨子|大厨|老板娘?|掌柜|店主|店长|经理|主任|队长|组长|班长|厂长|场长|站长|排长|值长|会长|社长|书记|支书|村长|干部|代表|辅警|记者|主播|学生|研究生|老兵|党员|渔[民户]|大户|农户|户主|业主|房东|租户|租客|住户|商户|摊主|同行|阿訇|徒弟|学徒|家属|委员|志愿者|球童|老太太?|老头子?|妇女|寡妇|孕妇)';
const DOING =
  '(?:做|开|卖|修|养|种|放|送|收|跑|烧|看|守|教|搞|干|当|带|管|拉|撑|摆|扫|捡|织|搬|装|焊|刷|喂|承包|巡|包|打|摄|编|钓|剃|裁|酿|贴|导|租|住|下)';
const TRADES: readonly Test[] = [
  ['job', new RegExp(`^(?:[^的]{0,10}的)?[^的]{0,8}${TRADE}(?:[，,]|$)`, 'u')],
  ['job', new RegExp(`^(?:就|也)?(?:是)?(?:${DOING})(?!电话|了)[\\p{Script=Han}]{1,7}的$`, 'u')],
  [
    'job',
    new RegExp(
      `^(?:教|在读|在校|退休|党龄|教龄|工龄|曾任|原任|现任|毕业|念|上)[\\p{Script=Han}\\d]{1,12}$`,
      'u',
    ),
  ],
];

/** Told of oneself anywhere in a text that holds a name or a number: what one is, where one lives, what is one's own. */
const OF_ONESELF: readonly Test[] = [
  [
    'job',
    new RegExp(
      `${ME}(?:们)?(?:就|也|都|原来|以前|本来|现在|这边|可)*是(?!反映|举报|投诉|想|说|问|看|听|来|打|要|不|真|实在|替|怕|气|被|从|昨|前|觉|亲眼|有)[^，,]{2,}`,
      'u',
    ),
  ],
  [
    'job',
    new RegExp(
      `${ME}(?:们)?(?!说|看|听|问|打)[^，,]{0,8}(?:在|给|跟|替|往)[^，,]{1,14}(?:${DOING}(?!电话|见|到|着|得|了(?:看|一))|上班|值班|工作|干活|干过|打工|实习|念书|上学|上过|办过|出门|拍)`,
      'u',
    ),
  ],
  [
    'job',
    new RegExp(
      `${ME}(?:们)?(?:就|也|一直|天天|每天|每晚|夜里|原先|自己|家)*(?:骑的|${DOING}(?!电话|见|到|着|得|了一|过))[^，,]{1,12}(?:的|着|年|亩|呢|哩|$)`,
      'u',
    ),
  ],
  [
    'home',
    new RegExp(
      `${ME}(?:们)?(?:家)?[^，,]{0,8}(?:住|租|房|屋|窗|阳台|厨房|卧室|院|楼|号|单元|栋|层|户|门|对面|隔壁|旁边|挨|靠|底下|头顶|地头|地里|[东西南北][头边]|\\d{3,4})`,
      'u',
    ),
  ],
  [
    'home',
    /^(?!有|那|这|他|路)(?:[^，,有]{0,8}[在住是])?[^，,有]{0,6}(?:[东西南北最][^，,]{0,3}(?:头|边|排|户|家)|[第数][一二三四五六七八九十\d]{1,3}[^，,]{0,2}(?:家|户|排|门|院|栋)|[一二三四五六七八九十\d]{1,4}(?:号楼|栋|单元|号院)|正上头|楼上|[0-9一二三四五六七八九十]层)/u,
  ],
  [
    'relative',
    new RegExp(
      `(?:${ME}|孩子|^)(?:家)?(?:的)?(?:${KIN})[^，,]{0,6}(?:在[^，,]{1,12}(?:上班|上学|念书|干活|当|读)|上[初高小中大]|[大中小]?[一二三四五六七八九]?班)`,
      'u',
    ),
  ],
  [
    'vantage',
    /(?:我|俺)(?:们)?家[^，,]{1,8}(?:就|正|紧)?(?:是|在|对|挨|靠|跟)[^，,]{0,4}(?:他|厂|烟囱|排水口|排污口|墙)/u,
  ],
];

/** A clause with any of these turns from what the caller is to what the matter is. */
const TURNS =
  /^(?:他(?!家|的|在)|她|它|人家|老板|厂|那家|谁|咋|水|这|那[个些])|睡|受不|没人|不管|管不|怕|不敢|[看听闻]见|求|请|谢|希望|不知|咋|怎|吗|影响|要求|难受/u;
const LONGEST_ADDITION = 13;
const MOST_ADDITIONS = 3;

/**
 * What else the caller says of himself where he has told a name, a number or a home. Read less strictly than by
 * itself: who has said who he is goes on to say what he does, where he lives and how the name is written.
 */
export function findBeside(text: string, sure: readonly IdentityHit[]): IdentityHit[] {
  const neutral = [...text.matchAll(NEUTRAL)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const anchors = [...sure, ...neutral];
  if (anchors.length === 0) return [];
  const clauses = clausesOf(text);
  const names = namesIn(text, sure);
  const chars = new Set([...names].join(''));
  const isAnchor = clauses.map((clause) => anchors.some((hit) => touches(hit, clause)));
  const found: IdentityHit[] = [];
  clauses.forEach((clause, at) => {
    const bare = { ...clause, words: clause.words.replace(/^[\s“"「（(]+|[\s”"」）)]+$/gu, '') };
    const near = isNear(clauses, isAnchor, at);
    const kind = near ? (nearKind(bare, chars) ?? ownKind(bare)) : ownKind(bare);
    if (kind) found.push({ kind, start: clause.start, end: clause.end });
  });
  return [...found, ...saidAgain(text, names), ...goingOn(clauses, [...sure, ...found])];
}

function touches(hit: { start: number; end: number }, { start, end }: Clause): boolean {
  return hit.start < end && start < hit.end;
}

/** In the sentence of an anchor, or in the one right before or behind it. */
function isNear(clauses: readonly Clause[], isAnchor: readonly boolean[], at: number): boolean {
  const here = clauses[at]?.sentence ?? 0;
  for (let other = Math.max(0, at - 8); other < Math.min(clauses.length, at + 9); other += 1) {
    if (isAnchor[other] && Math.abs((clauses[other]?.sentence ?? -9) - here) <= 1) return true;
  }
  return false;
}

function nearKind({ words }: Clause, chars: ReadonlySet<string>): IdentityKind | undefined {
  if (words.length >= 2 && words.length <= 4 && readName(`${words}，`, 0, 'strict') === words.length)
    return 'self_name';
  if (isAboutName(words, chars)) return 'self_name';
  const isEvidence = EVIDENCE.test(words);
  const test = IN_ONE_BREATH.find(([, pattern]) => pattern.test(words) && words.length <= 24);
  if (test) return test[0];
  return isEvidence || words.length > 16 ? undefined : TRADES.find(([, pattern]) => pattern.test(words))?.[0];
}

function ownKind({ words }: Clause): IdentityKind | undefined {
  return EVIDENCE.test(words) || words.length > 36
    ? undefined
    : OF_ONESELF.find(([, pattern]) => pattern.test(words))?.[0];
}

/** The clauses right behind a home, a post or a vantage point that go on with it: 两班倒, 院里一棵大皂角树. */
function goingOn(clauses: readonly Clause[], hits: readonly IdentityHit[]): IdentityHit[] {
  const out: IdentityHit[] = [];
  const opens = hits.filter(({ kind }) => kind === 'home' || kind === 'job' || kind === 'vantage');
  let open: { kind: IdentityKind; sentence: number; left: number } | undefined;
  for (const clause of clauses) {
    const { start, end, words, sentence } = clause;
    const by = opens.find((hit) => touches(hit, clause));
    if (by) {
      open = { kind: by.kind, sentence, left: MOST_ADDITIONS };
      // The rest of the clause in which it was said.
      if (!EVIDENCE.test(words)) out.push({ kind: by.kind, start: Math.max(start, by.start), end });
      continue;
    }
    const isAddition = words.length <= LONGEST_ADDITION && !EVIDENCE.test(words) && !TURNS.test(words);
    if (open?.sentence === sentence && open.left > 0 && isAddition) {
      out.push({ kind: open.kind, start, end });
      open.left -= 1;
    } else open = undefined;
  }
  return out;
}

/** Names that stand in hits, to be found again wherever they are said. */
function namesIn(text: string, hits: readonly IdentityHit[]): Set<string> {
  const names = new Set<string>();
  for (const { kind, start, end } of hits) {
    if (kind !== 'self_name' && kind !== 'relative') continue;
    const words = text.slice(start, Math.min(end, start + 24));
    for (let at = 0; at < words.length - 1; at += 1) {
      for (const size of [2, 3, 4]) {
        const name = words.slice(at, at + size);
        const isWhole = at + size >= words.length || /[，,、。\s]/u.test(words.charAt(at + size));
        if (isWhole && readName(`${name}，`, 0, 'strict') === size) names.add(name);
      }
    }
  }
  return names;
}

function saidAgain(text: string, names: ReadonlySet<string>): IdentityHit[] {
  return [...names].flatMap((name) => {
    const out: IdentityHit[] = [];
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      out.push({ kind: 'self_name', start: at, end: at + name.length });
    return out;
  });
}

/** 旬耳郇, 厍不是库, 晏是日安晏: a clause about a character of a name. */
function isAboutName(words: string, chars: ReadonlySet<string>): boolean {
  if (words.length < 2 || words.length > 16) return false;
  const opens = chars.has(words.charAt(0)) && /^.{1,2}(?:不?是|字)/u.test(words);
  return opens || (words.length === 3 && chars.has(words.charAt(2)));
}

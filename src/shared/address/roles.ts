import type { Mention } from './mentions';

// What a named place is to the story. The place of the pollution is wanted; callers name others, too: where they come
// from, where the lorry goes, whom they asked before, the road and the restaurant that bear a city's name.

const BEFORE = 10;
const AFTER = 12;

/** Somebody's home: not where it stinks. */
const ORIGIN_BEFORE = /(?:老家|娘家|婆家|籍贯|原籍|户口)(?:是|在|就?在)?$/;
const PERSON_BEFORE = /(?:我|俺|咱|他|她|老板|厂长|司机|人家)(?:们)?(?:家)?(?:本来|原来|都)?是?(?:个)?$/;
const PERSON_AFTER = /^(?:市|县|那边|这边|本地)?(?:人(?![民家都们口喝吃的大])|籍|口音|过来的|打工)/;
const FROM_BEFORE = /(?:从|打|由)$/;
const FROM_AFTER =
  /^.{0,6}?(?:打来|打的?电话|打过来|给[你您恁]们?打|开车?来|过来|赶来|回来|来的|拉来|拉过来|运来|运过来|搬来)/;
/** Where something or somebody goes. What flows somewhere pollutes there: that is told by `FLOWS`. */
const TOWARDS = /(?:往|去|拉到|拉往|运到|运往|卖到|送到|送往|发往|开往|发到|奔|赶到|搬到|调到|嫁到|告到)$/;
const TOWARDS_AFTER = /^(?:市|县)?(?:那边|那儿)?(?:走|去|拉|运|卖|送|跑|开|选厂)/;
const FLOWS = /(?:流|排|倒|汇|淌|灌|溜|漫|撂|扔)(?:到|进|入|往)?(?:了)?$/;
const FAR = /(?:快到|离|距|距离|挨着|挨|靠近|临近|紧邻|毗邻|隔壁|不到)$/;
const NOT =
  /(?:不是|并非|不在|不说|别扯到|别(?:给我)?(?:记|写|弄|说)成|又不是|不属于|不归|不算)(?:在)?(?:那个|啥|什么)?$/;
const TAKEN_BACK = /^[^，。；！]{0,3}[?？，,!！.。…—]*(?:不不|不对|错了|哦不|啊不|噢不|说错|口误)/;
const OFFICE =
  /^(?:市|县|区)?(?:里|的)?(?:环保|环境|生态|政府|公安|城管|信访|水利|河务|法院|纪委|电视台|日报|热线|12345)/;
const PASSED = /(?:路过|过了|经过|途经)$/;

const STREET = /^[东西南北中]?[一二三四五六七八九十\d]{0,3}(?:路|街(?!道|上)|大道|大街|巷|胡同)/;
/** 巴村街西头: the one street of a township is the township. */
const ROAD = /^[东西南北中]?[一二三四五六七八九十\d]{0,3}(?:路|大道|大街|巷|胡同)/;
const NAMED_AFTER =
  /^(?:[东西南北])?(?:大?饭店|大?酒店|宾馆|医院|银行|公司|集团|大学|学院|小区|花园|家园|大厦|牌(?!子|坊)|话|烩面|烤鱼|鲤鱼|胡辣汤|烧鸡|板面|羊肉|毛尖|商会|会馆|造纸|水泥厂|铝业)/;

const SLOT_BEFORE =
  /(?:^|[^\p{L}\p{N}]|在|是|俺|俺们|我|我们|咱|咱们|恁|就|到|叫|说|从|过|过了|这|那|这个|那个|河南|省|市|县|区|说的|反映|举报|住|位于)$/u;

const OPENING_BEFORE = /^(?:(?:喂|你好|您好|我|俺|我们|俺们|说|举报|反映|我说|就)?[，,。!！?？\s]*)$/;
const OPENING_AFTER =
  /^(?:那|这|的|往|做|搞|烧|炼|挖|街|上头|村|镇|乡|河|山|焦|化|厂|园|有|以|西|东|北|南|里|边|后|前|[,，])/;

export interface Role {
  /** Towards 0: it only gives its name to a road, a house, a dish. */
  asArea: number;
  /** Towards 0: another place than the one that is told of. */
  asPlace: number;
  /** It stands where a place is told: at the head of a clause or after 在, 是, 俺 … */
  isInSlot: boolean;
  /** It opens the text, and what follows speaks of it as of a place: 源谭这几个村, 兴龙那个养鸽子的. */
  isOpening: boolean;
}

function nameFactor(mention: Mention, after: string): number {
  const isBare = mention.forms.every((form) => form.kind === 'short') && !mention.isRanked;
  if (!isBare) return 1;
  const isArea = mention.forms.some((form) => form.level !== 'town');
  if (isArea ? STREET.test(after) : ROAD.test(after)) return isArea ? 0.05 : 0.3;
  if (NAMED_AFTER.test(after)) return isArea ? 0.3 : 0.5;
  return 1;
}

function otherPlaceFactor(mention: Mention, before: string, after: string): number {
  if (NOT.test(before) || TAKEN_BACK.test(after)) return 0.05;
  if (ORIGIN_BEFORE.test(before)) return 0.05;
  if (PERSON_AFTER.test(after) && PERSON_BEFORE.test(before)) return 0.05;
  if (FROM_BEFORE.test(before) && FROM_AFTER.test(after)) return 0.05;
  const isMark = mention.forms.every((form) => form.level === 'landmark');
  if (FLOWS.test(before)) return isMark ? 1 : 0.6;
  if (TOWARDS.test(before)) return isMark && !TOWARDS_AFTER.test(after) ? 0.7 : 0.1;
  if (FAR.test(before)) return isMark ? 0.8 : 0.25;
  if (PASSED.test(before)) return 0.6;
  if (OFFICE.test(after)) return 0.5;
  return 1;
}

/** Told from the few characters on either side. */
export function roleOf(text: string, mention: Mention): Role {
  const before = text.slice(Math.max(0, mention.start - BEFORE), mention.start);
  const after = text.slice(mention.end, mention.end + AFTER);
  return {
    asArea: nameFactor(mention, after),
    asPlace: otherPlaceFactor(mention, before, after),
    isInSlot: SLOT_BEFORE.test(before),
    isOpening: OPENING_BEFORE.test(before) && before.length === mention.start && OPENING_AFTER.test(after),
  };
}

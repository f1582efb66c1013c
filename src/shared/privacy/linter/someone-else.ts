const PERSON =
  '老板娘?|厂长|场长|矿长|店长|站长|队长|村长|镇长|校长|院长|局长|所长|科长|经理|老总|[\\u4e00-\\u9fff]总|负责人|法人|法定代表人|承包人|' +
  '包工头|工头|司机|车主|房东|物业|书记|支书|主任|会计|他们?|她们?|它们?|对方|那人|这人|那个人|业务员|销售|客服|前台|门卫|保安|网格员|户主';
const PLACE =
  '厂子?里?|厂方|对方|该厂|厂家|企业|公司|单位|店里?|饭店|酒店|门店|商家|工地|矿上|场里|项目部|站里?|门头|招牌|牌子|广告|公示牌?|环评|批文|网上|告示|墙|车身|车门|车斗|' +
  '网站?|海报|传单|名片|公告|横幅|村委会?|居委会|社区|办事处|[\\u4e00-\\u9fff]{0,6}局|政府|环保|城管|派出所|办公室|热线|服务台|学校|医院|大队|支队|中心';
const NAMED = '(?:(?:姓|叫|名叫|名字叫)[\\u4e00-\\u9fff]{1,3})?';
const WROTE =
  '(?:(?:那里|那边|那儿|上面?|里|外面|底下)?(?:写着?|印着?|喷着?|贴着?|留着?|登着?|标着?|挂着?)?(?:的|了|有|个|是)?)';
const NOUN =
  '(?:联系|投诉|举报|值班|办公|客服|销售|订货|招工|服务|监督)?(?:电话|手机|手机号|号码|联系方式|座机|固话|微信|QQ|邮箱|银行卡|卡号|账号|身份证)';
const OTHER = new RegExp(
  `(?:${PERSON}|${PLACE})${NAMED}${WROTE}[,，:：\\s]?(?:他|她|他们|它)?的?${NOUN}(?:号码?|是|为|有|：|:|,|，|打|叫|\\s){0,4}$`,
  'u',
);
const BARE_COMMA = new RegExp(`(?:${PERSON}|${PLACE})[,，]\\s*(?:${NOUN})[^,，]{0,6}$`, 'u');
const WRITTEN_ON =
  /(?:门头|招牌|牌子|广告|公示牌|车身|车门|墙|名片|横幅|海报)上?面?(?:写|印|喷|贴|留|登|标|挂)(?:着|了|的|有|个)*[：:\s]?$/u;
const CALLED =
  /(?:打|拨)(?:(?:了|过|通)(?:他|她|他们)|(?:了|过|通)?(?:老板|厂里|公司|厂长|物业|局里))(?:的)?$/u;
/** What an office or a trade gives out: 举报电话, 客服电话. */
const GIVEN_OUT = /(?:举报|监督|投诉|客服|订货|招工|服务|销售|加盟|报警|招商)(?:电话|热线|号码)[^，,]{0,3}$/u;
/** 推车上印的电话, 他自己刷在墙上, “厂家直销…: written for all to see. */
const SHOWN =
  /(?:上|里|面|边|墙|牌|车|门|摊|桶|袋|箱|单子|纸)(?:印|写|喷|贴|刷|留|标|挂|登)(?:着|了|的|有|个|好)*(?:字|号|电话|手机|手机号|号码|联系方式)?[:：“"]?[^，,。！？!?”"]{0,14}$|(?:刷|印|喷|贴|写)在[^，,。！？!?]{0,14}[:：]?\s?$/u;
/** 牌子写着“老孙收废酸，电话…: the words on a sign, still open. */
const IN_QUOTES = /(?:写|印|喷|刷|贴|挂|标|登)(?:的|着|了|有|个|是)*[:：]?[“"「][^”"」]{0,30}$/u;
/** 顶包那人身份证号…, 他收钱的卡是…, 联系人郑工，电话写的…. */
const THEIR_PAPER =
  /(?:那人|那个人|这人|他|她|老板|厂长)(?:的|[^，,我俺咱]{1,6}的)?(?:身份证|证件|卡|账号|账户|微信|QQ|号)[^。！？我俺咱]{0,24}$|(?:老板|厂长|经理|负责人|他)的?(?:手机|电话|号码?)(?:我|俺)有[，,：:\s]{0,2}$|联系人[^，,]{1,3}[工总][，,][^，,我俺]{0,8}$/u;
/** Who may ring whom: with such a wish in the sentence the number is the caller's to be reached by. */
const CALL_ME =
  /(?:给|打给|回|打|找|联系|通知)(?:我|俺|咱)|(?:我|俺)(?:的|家的?)?(?:电话|手机|座机|号码)|回(?:个)?(?:电话|话|电|信)/u;
const LOOK_BACK = 40;

/**
 * Whether the number or account at `at` is said, in the words right before it, to be of the reported party, an office
 * or another person ("老板电话…", "门头上写着…"). Only words that touch count: in doubt it is the reporter's (§2.7).
 */
export function isOfSomeoneElse(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LOOK_BACK), at);
  const sentence = before.slice(before.search(/[^。！？!?；;\n]*$/u));
  if (
    /(?:我|俺|咱|本人)的?(?:们的?)?(?:联系)?(?:电话|手机|号码|微信|QQ|邮箱|卡号|身份证)[^,，]{0,6}$/u.test(
      sentence,
    )
  )
    return false;
  if (CALL_ME.test(sentence)) return false;
  if (/(?:身份|居住|暂住|驾驶|证件|户口)[证本](?:上|里)?(?:印|写|登)的(?:号码?)?(?:是)?$/u.test(sentence))
    return false;
  if (IN_QUOTES.test(sentence) || THEIR_PAPER.test(sentence)) return true;
  if (SHOWN.test(sentence) || GIVEN_OUT.test(sentence)) return true;
  if (BARE_COMMA.test(sentence)) return false;
  return OTHER.test(sentence) || WRITTEN_ON.test(sentence) || CALLED.test(sentence);
}

const SUBJECT = new RegExp(`(?:${PERSON}|那家|这家|姓[\\u4e00-\\u9fff]的)`, 'u');

/** Whether a name at `at` (姓赵, 名叫…) is told of somebody other than the reporter, by the subject of its sentence. */
export function isTheirName(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 24), at);
  const sentence = before
    .slice(before.search(/[^。！？!?；;\n]*$/u))
    // 我是我们厂的老板，姓…: what the caller is makes nobody else the subject.
    .replace(/(?:我|俺|咱|本人)(?:就|也)?是[^，,]*/gu, '我');
  const own = Math.max(...['我', '俺', '咱', '本人'].map((word) => sentence.lastIndexOf(word)));
  const since = sentence.slice(own + 1).replace(/[在给跟和与到从帮离](?:他|她|它)/gu, '');
  return SUBJECT.test(own < 0 ? since.slice(-14) : since);
}

import { areaNames } from '../catalog/areas';
import { matterOf } from './matter';
import { stemOfTown } from './place';
import { knownWords, normalText, notionOf } from './vocabulary';

/** The reported party in its normal form. */
export interface Target {
  /** Without areas, brackets and company endings. */
  core: string;
  /** What is a name in it and no known word, the one at its head first. */
  names: string[];
  /** True where the first name stands at the head: 鼎麟 in 鼎麟铝业. Such a name can speak against another. */
  isNamed: boolean;
  said: string[];
  times: string[];
}

const COMPANY_END =
  /(?:(?:股份|有限|责任|集团|控股|实业|贸易|科技|环保科技|工贸|商贸|(?<=.{2})分)*(?:有限公司|公司)|集团|总厂|分厂|个体户)+$/u;
const COMPANY_WORDS = /股份有限公司|有限责任公司|有限公司|集团公司|分公司|集团/gu;
const BRACKETED = /[(（【[](?:音|音同|谐音|疑似|不确定|来电未说.*?|未说.*?)[)）】\]]/gu;
/** Words that say nothing of who it is. */
const PLAIN =
  /沙石|置业|花园|牧业|禽业|物资|建材|环保|能源|材料|矿业|农业|农牧|饮食|娱乐城|娱乐|表面处理|新型|墙材|塑业|食品|国际|生物|科技|广场|煤业|业(?=厂|$)|不明|土法|建筑|汽车|渠边|水面|县城|城区|岸边|老旧|废旧|拆解|抛弃|后坡|作业|停用|羊肉|绿色|强酸|生活|声音|冰箱|维修|老板姓|道路|街道|楼上|楼道|楼顶|地库|墙里|水池|岸上|湖边|坝下|疑似|热线|食品|手机|村干部|村支书|宅基地|护坡|工程|下游|上游|清洗|自燃|燃放|换水|泼|墙|当路基|库尾|路面|路中间|当中|中间|移动|联通|电信|通信|通讯|底商|手擀|村里|村内|街边|头道|某某|某|一家|一个|几家|两家|那家|那个|这个|附近|旁边|对面|门口|夜间|晚上|非法|无证|无牌|违规|违法|私自|偷偷|偷|露天|以前的|以前|废弃|关闭|遗留|拟建|听说要|听说|新建|在建|以.*?名义|名义|假借|借|造假|污染|排放|直排|排水|排|倾倒|堆放|堆积|问题|文化|扰民|噪声|噪音|异味|扬尘|泄漏|渗漏|火灾隐患|废水|废气|废渣|污水|脏水|村民|居民|业主|工业|设备|车间|小区|楼下|河道|河边|路边|街头|街上|景区|后山|山沟|山上|山洞|库区|库边|滩区|滩地|干渠|未恢复|损坏|质量|咨询|认定|纠纷|拖欠|工资|改造|项目|养老|国营|民营|大型|小型|老板|公司|企业|实业/gu;
const UNITS = /[厂场站点户家店院坊铺馆所吧队摊棚房池坑堆窑炉的、“”"'()（）,/\-—.·]+/u;
const OWNER =
  /(?:^|老)([\p{Script=Han}])(?:家|记|氏)|[“"']([\p{Script=Han}]{1,4})[”"']|\(([\p{Script=Han}])姓\)/gu;

/** Takes a target as typed. `hint`: the codes recorded, whose names in it say nothing of the party itself. */
export function targetOf(
  hint: { city: string; county: string; town: string },
  town: string,
  typed: string,
): Target {
  const whole = normalText(typed).replace(BRACKETED, '');
  const core = withoutAreas(
    [...areaNames(hint), town],
    whole.replace(COMPANY_END, '').replace(COMPANY_WORDS, '') || whole,
  );
  const { said, times } = matterOf(core);
  const owners = [...core.matchAll(OWNER)].map(
    ([, ...names]) => names.find((name) => name !== undefined) ?? '',
  );
  const runs = nameRuns(core);
  const names = [...new Set([...runs.map(({ name }) => name), ...owners])];
  return { core, names, isNamed: runs.some(({ isHead }) => isHead), said: [...said], times: [...times] };
}

function withoutAreas(areas: readonly string[], text: string): string {
  let rest = text.startsWith('河南省') ? text.slice(3) : text;
  for (const area of areas) {
    for (const name of [area, stemOfTown(area), area.slice(0, -1)]) {
      if (name.length < 2 || !rest.startsWith(name) || rest.length === name.length) continue;
      rest = rest.slice(name.length).replace(/^[镇乡市县区]/u, '');
      break;
    }
  }
  return rest;
}

/** What is left between known words: two characters or more, letters and digits included. */
function nameRuns(text: string): { name: string; isHead: boolean }[] {
  const marks = [...text];
  for (const { start, end, notions } of knownWords(text)) {
    const isName = notions.every((notion) => notionOf(notion.name)?.kind === 'time');
    if (!isName || end - start > 1) marks.fill('|', start, end);
  }
  const runs: { name: string; isHead: boolean }[] = [];
  let at = 0;
  const blank = marks.join('').replace(PLAIN, (word) => '|'.repeat(word.length));
  for (const part of blank.split('|')) {
    for (const name of part.split(UNITS)) {
      const isHead = at === 0 && part.startsWith(name) && name.length <= 4 && name.length < text.length;
      if ([...name].length > 1) runs.push({ name, isHead });
    }
    at += part.length + 1;
  }
  return runs;
}

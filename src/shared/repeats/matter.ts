import { knownWords, normalText, type Notion } from './vocabulary';

/** What a story tells, in notions of the vocabulary alone: a name or number in it has no way in. */
export interface Matter {
  said: Set<string>;
  times: Set<string>;
  /** What the caller says it is not about: 不是铝厂那个, 化肥厂东边. */
  others: Set<string>;
}

/** No more of a story is read: what a caller tells first tells most, and a finish must not wait for a novel. */
const READ_CHARS = 4_000;

const CLAUSE_END = /[,。!?;:…—、()"'“”‘’《》]+|\.{2,}/u;
/** Said of another party: one clause sets it apart from the one reported. */
const SET_APART =
  /(?<!是)不是(?!没|不|人|好|一般|滋味|个事)|不说|不管他|我不管|不挨着|弄混|另外一家|一回事|一家的|不搭界|放一边|俺?不清楚|你们查了|记过吧|八竿子|别扯|不是一个|不归|先不提|另一家|别的厂|不相干|没关系|举报过.{0,4}也?关了/u;
const BESIDE =
  /^(?:厂|场|站|的)?(?:[东西南北](?:边|侧|面|头|墙|院|邻)|隔壁|旁边|以[东西南北]|往[东西南北]|隔一?条|对面|对过|跟前|附近)/u;

/**
 * Reads a story clause by clause. Times are kept apart: nearly everybody says 夜里. `names`: places told already, in
 * which nothing is read (马 of 白马寺).
 */
export function matterOf(description: string, names: readonly string[] = []): Matter {
  const matter: Matter = { said: new Set(), times: new Set(), others: new Set() };
  let text = normalText(description.slice(0, READ_CHARS));
  for (const name of names) if (name.length > 1) text = text.replaceAll(name, '|'.repeat(name.length));
  for (const clause of text.split(CLAUSE_END)) {
    const isApart = SET_APART.test(clause);
    for (const { end, notions } of knownWords(clause)) {
      const isBeside = BESIDE.test(clause.slice(end));
      for (const notion of notions) put(matter, notion, isApart || isBeside);
    }
  }
  for (const name of matter.others) matter.said.delete(name);
  return matter;
}

function put(matter: Matter, { name, kind, weight }: Notion, isOther: boolean): void {
  if (kind === 'time') matter.times.add(name);
  else if (!isOther) matter.said.add(name);
  else if (weight >= 1 && kind !== 'setting') matter.others.add(name);
}

/** Where an identity comes in. */
type Door =
  /** The agent types it: in the reporter's fields, or into a free text. */
  | 'typed'
  /** The telephone brings it. */
  | 'line'
  /** It comes along with a file: in it, or as its name. */
  | 'file';

/** One planted identity: as it is said, and the words of it that must be found nowhere. */
export interface Canary {
  kind: string;
  door: Door;
  said: string;
  words: readonly string[];
}

const typed = (kind: string, said: string, ...words: string[]): Canary => ({
  kind,
  door: 'typed',
  said,
  words,
});

/** Invented; none belongs to anybody. Each word is of one kind alone, so that a hit tells which door leaks. */
export const FORTY_KINDS: readonly Canary[] = [
  typed('name', '我叫麻建勋', '麻建勋'),
  typed('name, two-character surname', '我复姓欧阳，叫欧阳怀瑾', '欧阳怀瑾'),
  typed('name, rare character', '我叫𠮷永寿', '𠮷永寿'),
  typed('name, traditional characters', '我叫諸葛麗華', '諸葛麗華'),
  typed('name of a minority', '我叫阿依古丽·麦合木提', '阿依古丽·麦合木提'),
  typed('name with title', '我是贺兰主任，贺兰德水', '贺兰德水', '贺兰主任'),
  typed('name explained', '我姓逄，夆字加走之，叫逄世昌', '逄世昌'),
  typed('nickname', '村里人都喊我铁算盘', '铁算盘'),
  typed('name of kin', '我儿子叫缪晓峰', '缪晓峰'),
  typed('mobile number', '我电话13871230011', '13871230011'),
  typed('mobile number in groups', '我手机 138 7123 0022', '138 7123 0022', '13871230022'),
  typed('mobile number with country', '我号码+86-13871230033', '13871230033'),
  typed('full-width digits', '电话１３８７１２３００４４', '１３８７１２３００４４', '13871230044'),
  typed('spoken digits', '我电话幺三八七幺二三零零五五', '幺三八七幺二三零零五五', '13871230055'),
  typed('written digits', '手机一三八七一二三〇〇六六', '一三八七一二三〇〇六六', '13871230066'),
  typed('landline', '家里座机0371-66553311', '0371-66553311', '037166553311'),
  typed('landline with extension', '打0371-66553322转809找我', '0371-66553322', '037166553322'),
  typed('400 number', '我公司电话400-661-7788，转我', '400-661-7788', '4006617788'),
  typed('callback number', '回电打13971230077，别打别的', '13971230077'),
  typed('ID card', '身份证410105197203114417', '410105197203114417'),
  typed('ID card with X', '身份证号41010519850919083X', '41010519850919083X'),
  typed('ID card of 15 digits', '老身份证410105720311441', '410105720311441'),
  typed('passport', '我护照号E73315589', 'E73315589'),
  typed('travel permit', '我回乡证H0733155801', 'H0733155801'),
  typed('bank card', '奖励打到卡6222021702033315589', '6222021702033315589'),
  typed('plate', '我的车豫A7K391就停在那', '豫A7K391'),
  typed('plate, new energy', '我开的豫AD37915', '豫AD37915'),
  typed('WeChat', '我微信wxid_canary7731', 'wxid_canary7731'),
  typed('QQ', 'QQ号2773315589', '2773315589'),
  typed('e-mail', '邮箱canary.7731@example.cn', 'canary.7731@example.cn'),
  typed('account', '我抖音号canary_douyin_7731', 'canary_douyin_7731'),
  typed('home', '我家住槐荫里小区9号楼3单元1102', '槐荫里小区9号楼3单元1102'),
  typed('home in a village', '我家在油坊头村四组，门前两棵皂角树', '油坊头村四组'),
  typed('workplace', '我在福源达纸箱厂上班', '福源达纸箱厂'),
  typed('relation', '我是他东隔壁邻居，两家共一堵墙', '东隔壁邻居'),
  typed('role', '我是村里的会计', '村里的会计'),
  typed('vantage', '我家阳台正对着他的烟囱', '我家阳台正对着'),
  typed('recording', '录音编号REC7731-20261123-0042', 'REC7731-20261123-0042'),
  typed('voice file', '录音存成voice_7731_canary.wav', 'voice_7731_canary'),
  { kind: 'caller number, mobile', door: 'line', said: '13671230088', words: ['13671230088'] },
  {
    kind: 'caller number, landline',
    door: 'line',
    said: '0379-66553399',
    words: ['0379-66553399', '037966553399'],
  },
  { kind: 'metadata of a file', door: 'file', said: 'canary-7731', words: ['canary-7731', '34.757N'] },
  { kind: 'name of a file', door: 'file', said: '戚桂兰家门口', words: ['戚桂兰'] },
];

export const wordsOf = ({ words }: Canary): readonly string[] => words;
export const canariesBy = (door: Door): readonly Canary[] => FORTY_KINDS.filter((one) => one.door === door);

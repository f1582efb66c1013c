// The commonest surnames of one character, about in order of frequency, then rarer ones that Henan knows. Characters
// that nearly always open another word in a caller's mouth (都, 还, 来, 有, 家…) are left out: a name with one of
// them is still found where it stands alone in its clause (person-name.ts).
const SINGLE =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔' +
  '钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊' +
  '葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆' +
  '蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏' +
  '宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储' +
  '原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容' +
  '敬来扈晁芮普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭' +
  '干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由信昌仓昂暴贝宾渠琚逄郗訾藏晃郄郏蹇牧乜璩桓璋弓仉郇脱冶宛麴佀禚' +
  '喜英浩闪夷褟凤拜绳斗介巨贡甫化泮钮鄂续逮俎綦睢蒿蹇苌汲邴糜松桐殳厍酆庹佴佀嬴妫姒褟訾爨麴阚竺阙宓占赖代尼召贠贲员雒锁轩眭楮刑芈莘毋钭逄郤呙淳笪缑骈仵郐鄯操苍仰';

// Of those above, the ones that are mostly something else in speech; a name may only begin with them with care.
const NEVER_ALONE = new Set('来那公但母位由区国家门居呼员代于是和全有');

const COMPOUND =
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 ' +
  '慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 ' +
  '轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 纳兰 完颜 贺兰';

const SINGLES = new Set(SINGLE);
const COMPOUNDS = new Set(COMPOUND.split(' '));

/** How many characters of `text` at `at` are a surname: 2 for a compound one, 1, or 0. */
export function surnameLength(text: string, at: number): 0 | 1 | 2 {
  if (COMPOUNDS.has(text.slice(at, at + 2))) return 2;
  return SINGLES.has(text.charAt(at)) ? 1 : 0;
}

/** Whether a surname character is so common a word that only a clause of its own makes it a name (和, 于, 全…). */
export function isWordlike(surname: string): boolean {
  return NEVER_ALONE.has(surname);
}

// Readings of the 3,755 characters of GB 2312 level one in the order of that standard, as runs: `ai13` thirteen characters
// read ai, `pa ` one read pa. From pinyin-pro (MIT).
const runs =
  "a2ai13an9ang3ao9ba13pa ba4bai8ban15bang12bao17bei15ben4beng6bi19pi bi4bian12biao4bie4bin6bing9bo19bu8bo bu2ca cai11can7cang5cao5ce5ceng2cha11chai3chan10chang13chao9che6chen10cheng15chi16chong5chou12chu16chuai chuan7chuang2zhuang chuang3chui5chun7chuo2ci12cong6cou cu4cuan3cui8cun3cuo6da6dai12dan13tan dan dang5dao12de3deng7di8zhai di10dian16diao8tiao die7ding9diu dong10dou8du14duan6dui4dun5tun dun3duo12e13en er8fa8fan17fang11fei12fen15feng15fo fou fu24pu fu20ga2gai6gan11gang9gao7hao gao2ge11ha ge5gei gen2geng7gong15gou9gu18gua6guai3guan11guang3gui16gun3guo6ha hai7han19hang3hao9he10mo he7hei2hen4heng5hong9hou7hu18hua9huai5huan3hai huan10huang14hui21hun6huo10ji53jia17jian24kan jian15jiang13jiao28jie9ju jie17jin20jing25jiong2jiu17ju8zui ju16juan7jue10jun11ka3ge kai5kan6kang7kao4ke8hai ke6ken4keng2kong4kou4ku7kua5kuai4kuan2kuang8kui11kun4kuo4la7lai3lan15lang7lao9le2lei11leng3li34lia lian14liang11liao8le liao4lie5lin12ling14liu11long9lou6lu20lv14luan6lve2lun7luo12ma9mai6man9mang6mao12me mei16men3meng8mi14mian9miao8mie2min6ming6miu mo17mou mu mou mu15na7nai5nan3nang nao5ne nei2nen neng ni11nian7niang2niao2nie7nin ning6niu4nong4nu3nv nuan nve2nuo4o ou7pa6pai6pan8pang5pao7pei9pen2peng14pi17pian4piao4pie2pin5ping9po8pou pu15qi36qia3qian22qiang8qiao15qie5qin11qing13qiong2qiu8qu13quan11que8qun2ran4rang5rao3re2ren10reng2ri rong10rou3ru10ruan2rui3run2ruo2sa3sai4san4sang3sao4se3sen seng sha3cha sha5shai2shan16shang8shao11she12shen16sheng11shi12shen shi34shou10shu33shua2shuai4shuan2shuang3shui4shun4shuo4si16song8sou4su12suan3sui11sun3suo8ta9tai9tan18tang13tao11te teng4ti15tian8tiao5tie3ting10tong13tou4tu11tuan2tui6tun3tuo11wa7wai2wan17wang10wei33wen10weng3wo9wu29xi29xian xi5xia10sha xia2xian26xiang20xiao5ao xiao12xie21xin10xing15xiong7xiu9xu13chu xu5xuan10xue6xun14ya16yan33yang17yao15ye15yi53yin16ying18yo yong15you20yu29xu yu15yuan20yue4yao yue5yun12za3zai7zan4zang3zao14ze4zei zen zeng2ceng zeng zha4ya zha3shan zha za zha3zhai6zhan3nian zhan3nian zhan9zhang15zhao10zhe10zhen16zheng11zhen zheng3zhi43zhong11zhou14zhu26zhua2zhuai zhuan6zhuang7zhui6zhun2zhuo8zhe zhuo2zi8zai zi6zong7zou4zu8zuan2zui4zun2zuo3zha zuo4";
const first = 0xb0a1;

/** Other readings of characters that menus and names use. */
const others: Readonly<Record<string, string>> = {
  重: "chong",
  行: "hang",
  长: "zhang",
  调: "diao",
  会: "kuai",
  乐: "yue",
  还: "huan",
  角: "jue",
  传: "zhuan",
  单: "shan",
  参: "shen",
  都: "du",
  差: "chai",
  数: "shuo",
  藏: "zang",
  查: "zha",
  曾: "ceng",
  解: "xie",
  盛: "cheng",
  石: "dan",
  便: "pian",
  朝: "zhao",
  系: "ji",
  厦: "xia",
  得: "dei",
  率: "shuai",
};
let known: Map<string, string> | undefined;

/** Readings of a Chinese character, the usual one first; empty for others. */
export function readingsOf(character: string): string[] {
  known ??= load();
  const usual = known.get(character);
  const other = others[character];
  return usual ? (other && other !== usual ? [usual, other] : [usual]) : [];
}

function load(): Map<string, string> {
  const decoder = new TextDecoder("gb18030");
  const map = new Map<string, string>();
  let code = first;
  for (const [, syllable = "", count] of runs.matchAll(/([a-z]+)(\d+| |$)/g)) {
    for (let i = 0; i < (Number(count) || 1); i++) {
      map.set(decoder.decode(new Uint8Array([code >> 8, code & 0xff])), syllable);
      code += (code & 0xff) === 0xfe ? 0xa3 : 1;
    }
  }
  return map;
}

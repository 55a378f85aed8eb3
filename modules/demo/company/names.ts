import type { Random } from "./random.ts";

/** How people are called, with the spelling their mail address takes. Weights follow how common a surname is. */
const surnames: readonly (readonly [name: string, pinyin: string, weight: number])[] = [
  ["王", "wang", 9],
  ["李", "li", 9],
  ["张", "zhang", 8],
  ["刘", "liu", 6],
  ["陈", "chen", 8],
  ["杨", "yang", 4],
  ["黄", "huang", 4],
  ["赵", "zhao", 3],
  ["吴", "wu", 4],
  ["周", "zhou", 4],
  ["徐", "xu", 4],
  ["孙", "sun", 3],
  ["马", "ma", 2],
  ["朱", "zhu", 3],
  ["胡", "hu", 3],
  ["郭", "guo", 2],
  ["何", "he", 2],
  ["林", "lin", 3],
  ["高", "gao", 2],
  ["罗", "luo", 2],
  ["郑", "zheng", 2],
  ["梁", "liang", 2],
  ["谢", "xie", 2],
  ["宋", "song", 1],
  ["唐", "tang", 1],
  ["许", "xu", 1],
  ["邓", "deng", 1],
  ["冯", "feng", 1],
  ["韩", "han", 1],
  ["曹", "cao", 1],
  ["曾", "zeng", 1],
  ["彭", "peng", 1],
  ["萧", "xiao", 0.6],
  ["蔡", "cai", 1.4],
  ["潘", "pan", 1],
  ["田", "tian", 0.6],
  ["董", "dong", 0.8],
  ["袁", "yuan", 0.8],
  ["于", "yu", 0.8],
  ["余", "yu", 1],
  ["叶", "ye", 1.4],
  ["蒋", "jiang", 1],
  ["杜", "du", 0.6],
  ["苏", "su", 0.8],
  ["魏", "wei", 0.6],
  ["程", "cheng", 0.8],
  ["吕", "lv", 0.6],
  ["丁", "ding", 0.9],
  ["沈", "shen", 1.3],
  ["任", "ren", 0.5],
  ["姚", "yao", 0.7],
  ["卢", "lu", 0.8],
  ["傅", "fu", 0.5],
  ["钟", "zhong", 0.8],
  ["姜", "jiang", 0.5],
  ["崔", "cui", 0.4],
  ["谭", "tan", 0.6],
  ["廖", "liao", 0.6],
  ["范", "fan", 0.5],
  ["汪", "wang", 0.6],
  ["陆", "lu", 0.8],
  ["金", "jin", 0.7],
  ["石", "shi", 0.5],
  ["戴", "dai", 0.5],
  ["夏", "xia", 0.5],
  ["钱", "qian", 0.6],
  ["方", "fang", 0.6],
  ["邱", "qiu", 0.5],
  ["侯", "hou", 0.3],
  ["邹", "zou", 0.5],
  ["熊", "xiong", 0.3],
  ["孟", "meng", 0.3],
  ["欧阳", "ouyang", 0.15],
];

const men =
  "志强 zhiqiang 建国 jianguo 建华 jianhua 国平 guoping 永明 yongming 海涛 haitao 文斌 wenbin 志刚 zhigang 晓峰 xiaofeng 伟民 weimin 俊杰 junjie 浩然 haoran 子轩 zixuan 宇航 yuhang 明辉 minghui 立新 lixin 启明 qiming 学军 xuejun 卫东 weidong 家豪 jiahao 振华 zhenhua 德胜 desheng 光耀 guangyao 泽林 zelin 一鸣 yiming 天佑 tianyou 国栋 guodong 鹏飞 pengfei 剑波 jianbo 世杰 shijie 红兵 hongbing 少华 shaohua 庆丰 qingfeng 新宇 xinyu 成龙 chenglong 培源 peiyuan 景行 jingxing 思源 siyuan 文涛 wentao 松林 songlin 春生 chunsheng 伟 wei 强 qiang 军 jun 勇 yong 磊 lei 涛 tao 斌 bin 辉 hui 刚 gang 健 jian 峰 feng 波 bo 凯 kai 鑫 xin 超 chao 亮 liang 平 ping 宁 ning 昊 hao 旭 xu";
const women =
  "丽华 lihua 雅琴 yaqin 秀英 xiuying 晓燕 xiaoyan 淑芬 shufen 慧敏 huimin 佳慧 jiahui 雨晴 yuqing 静怡 jingyi 思琪 siqi 梦洁 mengjie 海燕 haiyan 文娟 wenjuan 春梅 chunmei 玉兰 yulan 婉清 wanqing 诗涵 shihan 欣怡 xinyi 晓琳 xiaolin 美玲 meiling 丹丹 dandan 冬梅 dongmei 红霞 hongxia 月华 yuehua 亚楠 yanan 凤英 fengying 若曦 ruoxi 嘉欣 jiaxin 敏 min 静 jing 芳 fang 娟 juan 燕 yan 霞 xia 洁 jie 琳 lin 颖 ying 萍 ping 玲 ling 莉 li 薇 wei 倩 qian 蕾 lei 婷 ting 雪 xue 瑶 yao";

const pairs = (text: string): [string, string][] => {
  const words = text.split(" ");
  return Array.from({ length: words.length / 2 }, (_, i) => [words[2 * i] as string, words[2 * i + 1] as string]);
};
const given = { 男: pairs(men), 女: pairs(women) };

export interface Name {
  name: string;
  surname: string;
  /** `wang.zhiqiang` */
  account: string;
  gender: "男" | "女";
}

export function personName(random: Random, gender: "男" | "女" = random.chance(0.66) ? "男" : "女"): Name {
  const [surname, first] = random.weighted(surnames.map(([name, pinyin, weight]) => [[name, pinyin] as const, weight] as const));
  const [word, pinyin] = random.pick(given[gender]);
  return { name: surname + word, surname, account: `${first}.${pinyin}`, gender };
}

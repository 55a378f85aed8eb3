/** Believable Chinese companies and people; no real one is meant. The same seed gives the same sequence. */
export interface FakeCompany {
  name: string;
  contact: string;
  mobile: string;
  email: string;
  industry: string;
  level: string;
  source: string;
  region: string;
  remark: string;
}

const cities =
  "北京 上海 天津 重庆 广州 深圳 杭州 南京 苏州 宁波 温州 嘉兴 绍兴 金华 合肥 芜湖 福州 厦门 泉州 南昌 济南 青岛 烟台 潍坊 郑州 洛阳 武汉 宜昌 长沙 株洲 佛山 东莞 珠海 惠州 南宁 桂林 海口 成都 绵阳 贵阳 遵义 昆明 大理 拉萨 西安 宝鸡 兰州 西宁 银川 乌鲁木齐 沈阳 大连 长春 吉林 哈尔滨 太原 石家庄 唐山 呼和浩特 包头".split(
    " ",
  );
const first =
  "华 鑫 恒 瑞 盛 泰 宏 远 新 金 天 海 东 中 明 德 嘉 博 创 凯 润 联 星 安 益 顺 达 信 永 兴 荣 康 丰 汇 通 宇 龙 诚 科 智 云 光 正 卓 立 美 佳 万 景 源".split(
    " ",
  );
const second =
  "瀚 晟 翔 腾 捷 锐 峰 辉 昌 隆 祥 茂 森 川 禾 岳 航 颂 澜 铭 皓 晨 启 迈 维 格 思 尚 奇 悦 朗 诺 驰 巨 澄 煜 昊 韵 彤 芯 泽 骏 弘 卫 振 邦 域 睿 图 拓".split(
    " ",
  );
const trades =
  "科技 信息技术 网络 软件 电子 实业 贸易 商贸 机械 机械设备 自动化 建材 建筑工程 装饰 物流 供应链 食品 餐饮管理 农业 生物科技 医药 医疗器械 教育科技 文化传媒 广告 服装 纺织 化工 环保科技 新能源 汽车零部件 家具 包装 印务 酒店管理 房地产 物业服务 投资管理 金属制品 仪器仪表".split(
    " ",
  );
const forms = ["有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司"];
const surnames =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤".split(
    "",
  );
const given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红梅鑫波斌宇浩凯健俊帆雪婷慧莹倩颖佳琪欣怡雨晨梓涵子轩思远嘉豪".split("");
export const industries = [
  "制造业",
  "批发零售",
  "信息技术",
  "建筑业",
  "交通运输",
  "教育",
  "医疗健康",
  "金融",
  "农业",
  "餐饮住宿",
  "房地产",
  "能源",
  "公共服务",
  "其他",
];
const levels = ["A", "B", "B", "C", "C", "C"];
const sources = ["搜索引擎", "广告", "转介绍", "展会", "电话咨询", "电商平台", "其他"];
const prefixes = ["130", "131", "135", "136", "137", "138", "139", "150", "151", "152", "158", "159", "177", "180", "185", "186", "187", "188", "189", "199"];
const remarks = ["老板要求先寄样品再谈价格", "对交货期很在意，月底前给方案", "去年采购过竞品，今年想换供应商", "需要开增值税专用发票", ""];

/** mulberry32: small, fast, the same everywhere. */
export function randomOf(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function fakeCompany(random: () => number): FakeCompany {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const region = pick(cities);
  const mark = pick(first) + pick(second) + (random() < 0.3 ? pick(second) : "");
  const name =
    random() < 0.5
      ? `${region}${mark}${pick(trades)}${pick(forms)}`
      : random() < 0.5
        ? `${mark}（${region}）${pick(trades)}${pick(forms)}`
        : `${mark}${pick(trades)}${pick(forms)}`;
  const number = `${Math.floor(random() * 1e8)}`.padStart(8, "0");
  return {
    name,
    contact: pick(surnames) + pick(given) + (random() < 0.6 ? pick(given) : ""),
    mobile: `+86${pick(prefixes)}${number}`,
    email: `sales${number}@example.cn`,
    industry: pick(industries),
    level: pick(levels),
    source: pick(sources),
    region,
    remark: pick(remarks),
  };
}

/** What a person types to find a company: two or three characters that follow each other in some name, without its legal form. */
export function searchWord(random: () => number, length: number): string {
  for (;;) {
    const name = fakeCompany(random)
      .name.replace(/(股份|责任|集团)?有限(责任)?公司$/, "")
      .replaceAll(/[（）]/g, "");
    if (name.length < length) continue;
    const at = Math.floor(random() * (name.length - length + 1));
    return name.slice(at, at + length);
  }
}

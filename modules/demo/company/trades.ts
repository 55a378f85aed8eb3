/** A trade whose companies pack things: how they are called, and what each of them packs. */
export interface Trade {
  /** Option of `industry`. */
  industry: string;
  /** What follows the brand in the name, and what such a company packs, as said in a conversation. */
  forms: ReadonlyMap<string, readonly string[]>;
  weight: number;
  /** Scale of what they buy, against 1. */
  budget: number;
}

/** `食品 坚果小包 豆干 / 乳业 奶粉罐` */
const trade = (industry: string, weight: number, budget: number, kinds: string): Trade => ({
  industry,
  weight,
  budget,
  forms: new Map(
    kinds.split(" / ").map((kind) => {
      const [form, ...goods] = kind.split(" ");
      return [form as string, goods];
    }),
  ),
});

export const trades: readonly Trade[] = [
  trade(
    "制造业",
    26,
    1.1,
    "食品 坚果小包 豆干 果冻 卤味小包 / 食品科技 代餐粉 冻干水果 营养棒 / 休闲食品 薯片 坚果小包 肉脯 海苔 / 烘焙食品 曲奇 吐司 蛋黄酥 / 粮油 大米袋 挂面 米粉 / 调味品 酱料包 火锅底料 鸡精 / 速冻食品 速冻水饺 汤圆 手抓饼 / 乳业 奶粉罐 酸奶杯 奶酪棒 / 饮品 饮料瓶 果汁杯 固体饮料 / 水产食品 冻虾仁 鱼丸 烤鱼片",
  ),
  trade(
    "制造业",
    15,
    1,
    "五金制品 螺丝包 合页 门锁配件 / 塑业 塑料件 餐盒 瓶盖 / 精密机械 轴承 齿轮 密封圈 / 电子科技 连接器 电源适配器 数据线 / 电器 小家电 插座 电热水壶 / 紧固件 螺丝包 膨胀螺栓 / 照明科技 灯具 灯带 / 新材料 胶粒 母粒",
  ),
  trade(
    "制造业",
    9,
    1.2,
    "日用化工 洗衣凝珠 洗洁精 消毒液 / 个人护理用品 湿巾 沐浴露 牙膏 / 化妆品 面膜 精华小样 口红 / 清洁用品 抹布 垃圾袋 洁厕块 / 纸业 抽纸 卷纸 厨房纸",
  ),
  trade(
    "医疗健康",
    12,
    1.5,
    "医疗器械 检测试剂盒 注射器 敷料 / 制药 泡罩板 冲剂 口服液 / 生物科技 益生菌条包 检测试剂盒 / 药业 中药饮片 泡罩板 膏药 / 健康科技 维生素条包 蛋白粉",
  ),
  trade(
    "批发零售",
    12,
    0.7,
    "商贸 散货拼箱 礼盒 日百小件 / 贸易 进口零食 干货 / 供应链管理 商超配送箱 礼盒 / 食品贸易 调味料 干货 罐头 / 进出口 进口零食 红酒礼盒",
  ),
  trade("农业", 8, 0.8, "农业发展 鲜果 菌菇 净菜 / 农业科技 种子 有机肥 菌菇 / 茶业 茶叶 三角茶包 / 饲料 宠物粮 饲料袋 / 种业 种子 / 果业 鲜果 果干"),
  trade("交通运输", 6, 1.1, "物流 电商快递件 周转箱 / 供应链 周转箱 大促订单 / 冷链物流 冷链箱 生鲜订单"),
  trade("信息技术", 5, 0.9, "电子商务 快递袋 日百小件 服饰 / 网络科技 快递袋 图书 / 智能科技 数码配件 智能门锁"),
  trade("餐饮住宿", 4, 0.6, "餐饮管理 料理包 调味包 / 中央厨房 料理包 净菜 团餐盒饭 / 酒店管理 洗漱套装 月饼礼盒"),
  trade("能源", 2, 1.6, "新能源科技 电池模组 电芯 / 电池材料 极片 正极粉料"),
  trade("建筑业", 2, 0.9, "建材 腻子粉 瓷砖胶 / 装饰材料 涂料桶 墙布"),
  trade("其他", 2, 0.7, "文化用品 文具套装 拼图 / 玩具 盲盒 积木 / 包装制品 纸箱 礼盒"),
];

/** First and second characters of brands with their spelling. */
const characters = (text: string): [string, string][] => {
  const words = text.split(" ");
  return Array.from({ length: words.length / 2 }, (_, i) => [words[2 * i] as string, words[2 * i + 1] as string]);
};
export const brandFirst = characters(
  "恒 heng 瑞 rui 盛 sheng 嘉 jia 宏 hong 泰 tai 丰 feng 益 yi 禾 he 旭 xu 晟 sheng 铭 ming 锦 jin 佳 jia 凯 kai 立 li 正 zheng 百 bai 银 yin 江 jiang 云 yun 清 qing 绿 lv 春 chun 新 xin 同 tong 和 he 吉 ji 永 yong 诚 cheng 卓 zhuo 越 yue 博 bo 雅 ya 麦 mai 稻 dao 谷 gu 甘 gan 福 fu 祥 xiang 顺 shun 澜 lan 沐 mu 熙 xi 润 run 朴 pu 知 zhi 乐 le 颐 yi 岳 yue 松 song 竹 zhu 屿 yu 芸 yun 棠 tang 汇 hui 启 qi 致 zhi 元 yuan 尚 shang 优 you 聚 ju 群 qun 联 lian",
);
export const brandSecond = characters(
  "达 da 源 yuan 隆 long 兴 xing 旺 wang 利 li 通 tong 康 kang 美 mei 诚 cheng 信 xin 宁 ning 辉 hui 耀 yao 腾 teng 航 hang 科 ke 创 chuang 拓 tuo 朗 lang 森 sen 林 lin 泉 quan 川 chuan 峰 feng 野 ye 田 tian 园 yuan 坊 fang 味 wei 晨 chen 阳 yang 禾 he 丰 feng 茂 mao 成 cheng 昌 chang 裕 yu 鼎 ding 邦 bang 唯 wei 臻 zhen 逸 yi 岚 lan 语 yu 初 chu 实 shi 行 xing 安 an 业 ye 格 ge 领 ling 欣 xin 维 wei 迈 mai 诺 nuo 合 he",
);

/** Brands that well-known companies have: ours are to be nobody's. */
export const takenBrands = new Set(
  "恒瑞 恒安 恒丰 恒源 恒通 恒隆 恒信 恒昌 恒康 恒逸 瑞康 瑞幸 盛达 盛兴 嘉源 宏达 宏源 泰康 泰达 泰隆 丰源 丰田 丰茂 益康 益丰 旭辉 佳源 佳通 凯旺 凯美 立邦 立信 立讯 正达 正邦 正通 正源 百川 百美 百味 百合 银行 银泰 江南 云南 云创 清源 新兴 新安 新乡 新康 新通 新美 新疆 同仁 同兴 和田 和美 和谐 吉利 吉祥 永兴 永安 永辉 永利 永达 诚信 诚实 卓越 越美 博达 博科 博实 福田 福康 福安 祥云 顺丰 顺达 顺昌 润田 润美 乐通 知行 松川 松林 汇通 汇源 汇川 启明 致远 致诚 元创 尚美 尚品 优酷 优信 优创 联合 联通 联创 联美 联邦 联想 聚美 聚隆 和邦 同科 同达 百诚 百邦 百信 百康 锦江 锦创 锦兴 福耀 正泰 正大 嘉美 嘉欣 百业 行业 新业 农业 兴业 立业 创业 元源 元通".split(
    " ",
  ),
);

export const machineDeals: readonly string[] = [
  "{goods}包装线",
  "{goods}后段自动化",
  "{product}采购",
  "{shop}{product}项目",
  "{goods}装箱码垛整线",
  "二期{goods}包装线",
  "{product} {n} 台",
  "{goods}提速改造",
  "新厂{goods}整线",
  "{goods}无人化包装",
  "{product}及检测设备",
  "明年扩产设备",
];
export const serviceDeals: readonly string[] = [
  "年度维保",
  "金牌维保续约",
  "{product}伺服改造",
  "易损件年度包",
  "换型工装 {n} 套",
  "备件集中采购",
  "搬迁装机与调试",
  "操作工培训",
];

export const nextSteps: Record<string, readonly string[]> = {
  discovery: ["约技术一起上门看现场", "确认预算和决策流程", "寄样品做试机", "和设备部第一次开会", "补充产品规格表", "摸清竞争对手情况"],
  needs: ["出布局图第二版", "发需求确认书并回传", "试机视频给客户看", "核价非标部分", "约质量部确认检测要求", "技术评审会"],
  proposal: ["追报价反馈", "讲方案，请总经理到场", "邀请参观杭州工厂", "更新报价，拆分可选项", "准备投标文件", "约采购谈商务条款"],
  negotiation: ["请示折扣底线", "改合同违约条款", "催财务签字", "确认付款节点", "锁定排产位置", "约签约时间"],
};

export const tasks: readonly string[] = [
  "给{who}回电话",
  "发{product}报价",
  "寄试机样品",
  "整理会议纪要",
  "更新{goods}线的布局图",
  "催合同盖章",
  "准备方案 PPT",
  "确认交期排产",
  "跟进预付款到账",
  "约{who}参观工厂",
  "回复技术偏离表",
  "补录名片信息",
  "核对开票信息",
  "请售后评估老机改造",
  "发同行业案例",
  "确认试机结果",
  "寄合同原件",
  "问{who}内部评审结果",
  "准备验收资料",
  "更新预计成交日期",
];

export const visitEvents: readonly string[] = [
  "拜访{short}",
  "{short}现场量尺寸",
  "{short}方案汇报",
  "{short}商务谈判",
  "{short}技术交流",
  "{short}试机见证",
  "{short}验收",
];
export const callEvents: readonly string[] = ["与{who}电话会", "{short}线上方案评审", "和{who}确认合同条款", "{short}需求沟通会"];
export const ownEvents: readonly string[] = ["整理本周客户资料", "准备投标文件", "内部报价评审", "学习新品资料"];

export const lostReasonWeights: readonly (readonly [string, number])[] = [
  ["价格太高", 30],
  ["选择了竞争对手", 26],
  ["预算取消", 15],
  ["时机不合适", 12],
  ["产品不满足需求", 9],
  ["失去联系", 7],
  ["其他", 1],
];

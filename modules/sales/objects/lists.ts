import type { Option } from "@keshu/catalog";

/** Lists that a company may extend. The value is the Chinese name; both labels are taken on input. */
const list = (entries: readonly (readonly [zh: string, en: string, color?: string])[]): Option[] =>
  entries.map(([zh, en, color]) => ({ value: zh, label: { zh, en }, ...(color ? { color } : {}) }));

export const industries = list([
  ["制造业", "Manufacturing"],
  ["批发零售", "Wholesale and retail"],
  ["信息技术", "Information technology"],
  ["建筑业", "Construction"],
  ["交通运输", "Transport and logistics"],
  ["教育", "Education"],
  ["医疗健康", "Healthcare"],
  ["金融", "Finance"],
  ["农业", "Agriculture"],
  ["餐饮住宿", "Catering and accommodation"],
  ["房地产", "Real estate"],
  ["能源", "Energy"],
  ["公共服务", "Public services"],
  ["其他", "Other"],
]);

export const sources = list([
  ["搜索引擎", "Search engine"],
  ["广告", "Advertising"],
  ["官网", "Website"],
  ["公众号", "WeChat account"],
  ["电商平台", "Online shop"],
  ["转介绍", "Referral"],
  ["老客户", "Existing customer"],
  ["展会", "Trade fair"],
  ["电话咨询", "Phone enquiry"],
  ["邮件咨询", "E-mail enquiry"],
  ["预约上门", "Walk-in by appointment"],
  ["陌拜", "Cold visit"],
  ["合作伙伴", "Partner"],
  ["其他", "Other"],
]);

export const levels: Option[] = [
  { value: "A", label: { zh: "A（重点客户）", en: "A (key)" }, color: "jade" },
  { value: "B", label: { zh: "B（普通客户）", en: "B (regular)" }, color: "blue" },
  { value: "C", label: { zh: "C（非优先客户）", en: "C (low priority)" }, color: "gray" },
];

export const decisionRoles = list([
  ["决策人", "Decision maker", "jade"],
  ["影响人", "Influencer", "violet"],
  ["采购人", "Buyer", "blue"],
  ["使用人", "User", "gray"],
  ["技术把关人", "Technical gatekeeper", "blue"],
  ["其他", "Other", "gray"],
]);

/** Parts people play in one deal: those of a contact, and who is against it. */
export const dealRoles: Option[] = [...decisionRoles.slice(0, -1), ...list([["反对者", "Opponent", "red"]]), ...decisionRoles.slice(-1)];

export const lostReasons = list([
  ["价格太高", "Price too high"],
  ["产品不满足需求", "Product does not fit"],
  ["选择了竞争对手", "Chose a competitor"],
  ["预算取消", "Budget cancelled"],
  ["时机不合适", "Bad timing"],
  ["失去联系", "Lost contact"],
  ["其他", "Other"],
]);

export const priorities = list([
  ["高", "High", "red"],
  ["中", "Medium", "amber"],
  ["低", "Low", "gray"],
]);

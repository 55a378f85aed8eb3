/** Who sells where. The two teams sell, the third brings leads in and looks after customers. */
export type Team = "east" | "south" | "success";

export interface Person {
  key: string;
  name: string;
  /** Before the @. */
  account: string;
  title: string;
  team: Team;
  role: "director" | "manager" | "seller" | "marketing" | "success";
  /** Key of their manager; null: whoever made the company. */
  manager: string | null;
  /** How much they get done, against 1. */
  pace: number;
}

/** What stands in the corner: 杭州澄屿智能包装设备有限公司 as people say it. */
export const companyName = "澄屿智能";
/** RFC 2606 keeps .example for itself: nothing is ever delivered there. */
export const mailDomain = "chengyu.example";

export const departments: readonly { key: Team; name: string; head: string }[] = [
  { key: "east", name: "华东销售部", head: "gu" },
  { key: "south", name: "华南销售部", head: "liang" },
  { key: "success", name: "市场与客户成功部", head: "su" },
];

export const people: readonly Person[] = [
  { key: "gu", name: "顾明远", account: "gu.mingyuan", title: "销售总监", team: "east", role: "director", manager: null, pace: 0.7 },
  { key: "shen", name: "沈若琳", account: "shen.ruolin", title: "高级销售经理", team: "east", role: "seller", manager: "gu", pace: 1.25 },
  { key: "lu", name: "陆子昂", account: "lu.ziang", title: "销售工程师", team: "east", role: "seller", manager: "gu", pace: 1.1 },
  { key: "fang", name: "方晓晨", account: "fang.xiaochen", title: "销售工程师", team: "east", role: "seller", manager: "gu", pace: 0.95 },
  { key: "cheng", name: "程思远", account: "cheng.siyuan", title: "销售工程师", team: "east", role: "seller", manager: "gu", pace: 0.75 },
  { key: "liang", name: "梁振邦", account: "liang.zhenbang", title: "华南销售部经理", team: "south", role: "manager", manager: "gu", pace: 0.6 },
  { key: "huang", name: "黄嘉怡", account: "huang.jiayi", title: "高级销售经理", team: "south", role: "seller", manager: "liang", pace: 1.2 },
  { key: "chen", name: "陈俊豪", account: "chen.junhao", title: "销售工程师", team: "south", role: "seller", manager: "liang", pace: 1 },
  { key: "lin", name: "林雅婷", account: "lin.yating", title: "销售工程师", team: "south", role: "seller", manager: "liang", pace: 0.85 },
  { key: "su", name: "苏文静", account: "su.wenjing", title: "市场与客户成功部经理", team: "success", role: "manager", manager: "gu", pace: 0.4 },
  { key: "jiang", name: "蒋一凡", account: "jiang.yifan", title: "市场专员", team: "success", role: "marketing", manager: "su", pace: 0.5 },
  { key: "xu", name: "许佳宁", account: "xu.jianing", title: "客户成功经理", team: "success", role: "success", manager: "su", pace: 0.9 },
];

/** Those who carry deals, with their share of the customers of their team. */
export const sellers: readonly Person[] = people.filter((p) => p.role !== "marketing" && p.key !== "su");

import type { Random } from "./random.ts";

/** A city customers are in: who sells there, where its factories are. */
export interface City {
  province: string;
  city: string;
  /** As it stands in a company's name. */
  short: string;
  areaCode: string;
  /** Digits of a local number. */
  digits: 7 | 8;
  areas: readonly string[];
  weight: number;
  seller: string;
}

const city = (seller: string, province: string, name: string, areaCode: string, weight: number, areas: string, digits: 7 | 8 = 8): City => ({
  province,
  city: name,
  short: name.replace(/市$/, ""),
  areaCode,
  digits,
  areas: areas.split(" "),
  weight,
  seller,
});

export const cities: readonly City[] = [
  city("shen", "浙江省", "杭州市", "0571", 11, "余杭区 临平区 萧山区 钱塘区 富阳区"),
  city("shen", "浙江省", "绍兴市", "0575", 5, "柯桥区 上虞区 越城区"),
  city("shen", "浙江省", "嘉兴市", "0573", 5, "南湖区 秀洲区 海宁市 桐乡市"),
  city("shen", "浙江省", "湖州市", "0572", 3, "吴兴区 南浔区 长兴县", 7),
  city("fang", "浙江省", "宁波市", "0574", 7, "鄞州区 北仑区 慈溪市 余姚市"),
  city("fang", "浙江省", "金华市", "0579", 5, "婺城区 义乌市 永康市"),
  city("fang", "浙江省", "台州市", "0576", 3, "椒江区 黄岩区 路桥区"),
  city("fang", "浙江省", "温州市", "0577", 4, "龙湾区 瓯海区 瑞安市"),
  city("lu", "江苏省", "苏州市", "0512", 9, "吴江区 吴中区 昆山市 太仓市"),
  city("lu", "江苏省", "无锡市", "0510", 5, "新吴区 惠山区 江阴市"),
  city("lu", "江苏省", "常州市", "0519", 3, "武进区 新北区"),
  city("lu", "江苏省", "南通市", "0513", 3, "崇川区 通州区 海门区"),
  city("lu", "上海市", "上海市", "021", 7, "松江区 嘉定区 青浦区 奉贤区 闵行区"),
  city("cheng", "江苏省", "南京市", "025", 4, "江宁区 浦口区 溧水区"),
  city("cheng", "安徽省", "合肥市", "0551", 4, "肥西县 蜀山区 包河区"),
  city("cheng", "安徽省", "芜湖市", "0553", 2, "鸠江区 弋江区", 7),
  city("cheng", "山东省", "青岛市", "0532", 4, "城阳区 黄岛区 即墨区"),
  city("cheng", "山东省", "烟台市", "0535", 2, "福山区 莱山区", 7),
  city("cheng", "山东省", "济南市", "0531", 2, "历城区 章丘区"),
  city("huang", "广东省", "广州市", "020", 9, "增城区 番禺区 白云区 黄埔区 花都区"),
  city("huang", "广东省", "佛山市", "0757", 6, "顺德区 南海区 三水区"),
  city("huang", "广东省", "中山市", "0760", 3, "小榄镇 火炬开发区 南头镇"),
  city("huang", "广西壮族自治区", "南宁市", "0771", 2, "江南区 良庆区", 7),
  city("chen", "广东省", "东莞市", "0769", 7, "长安镇 虎门镇 寮步镇 厚街镇 大朗镇"),
  city("chen", "广东省", "深圳市", "0755", 5, "宝安区 龙岗区 光明区 坪山区"),
  city("chen", "广东省", "惠州市", "0752", 3, "惠城区 惠阳区 博罗县", 7),
  city("chen", "广东省", "江门市", "0750", 2, "新会区 蓬江区", 7),
  city("lin", "福建省", "厦门市", "0592", 5, "同安区 集美区 翔安区", 7),
  city("lin", "福建省", "泉州市", "0595", 5, "晋江市 石狮市 南安市"),
  city("lin", "福建省", "福州市", "0591", 4, "闽侯县 福清市 仓山区"),
  city("lin", "福建省", "漳州市", "0596", 4, "龙海区 长泰区 芗城区", 7),
  city("lin", "广东省", "汕头市", "0754", 2, "潮阳区 澄海区 金平区"),
];

const roads =
  "兴业路 创业路 工业大道 科技园路 振兴路 新桥路 文明路 永福路 东方路 和平路 华兴路 民丰路 迎宾大道 环城北路 滨江路 云栖路 望江路 长虹路 康泰路 盛业路 腾飞路 金源路 丰收路 青年路 福星路".split(
    " ",
  );
const sites = ["", "", "", "1 号楼", "2 号厂房", "3 幢", "A 区", "B 座 2 层", "东侧厂区", "中小企业园 5 幢", "食品产业园内", "科技园 8 号楼"];

export function addressIn(random: Random, place: City): string {
  const site = random.pick(sites);
  const city = place.province === place.city ? "" : place.city;
  return `${place.province}${city}${random.pick(place.areas)}${random.pick(roads)} ${random.int(1, 1299)} 号${site ? `${site}` : ""}`;
}

/** A mobile number nobody can have: prefixes the ministry has given to no operator. */
export function mobile(random: Random): string {
  const digits = (count: number): string => String(random.int(0, 10 ** count - 1)).padStart(count, "0");
  return `${random.pick(["154", "160", "161", "163", "164", "168", "169"])}${digits(4)}${digits(4)}`;
}

/** A local number of the city in a range without subscribers: they begin with 2 to 8. */
export function landline(random: Random, place: City): string {
  const rest = place.digits - 2;
  return `${place.areaCode}-99${String(random.int(0, 10 ** rest - 1)).padStart(rest, "0")}`;
}

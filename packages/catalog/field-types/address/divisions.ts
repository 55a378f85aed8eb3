import { readFileSync } from "node:fs";

export type Level = "province" | "city" | "area";

/** One administrative division. Its code holds its parents': 2, 4 or 6 digits. */
export interface Division {
  code: string;
  name: string;
  level: Level;
}

/** A way to write a division: `浙江省` or, short, `浙江`. */
export interface Spelling {
  division: Division;
  isShort: boolean;
  /** The short name also means a division of another level, as 朝阳 does. */
  isAmbiguous: boolean;
}

export interface Divisions {
  byCode: ReadonlyMap<string, Division>;
  spellings: ReadonlyMap<string, readonly Spelling[]>;
  longest: number;
}

/** Cities of the data that are only shelves: 市辖区, 县, 省直辖县级行政区划. */
const shelf = /^(?:市辖区|县|.*直辖县级行政区划)$/;
const peoples =
  "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各";
const autonomous = new RegExp(`^(.{2,}?)(?:(?:${peoples})族?)+自治(州|县|旗)$`);

let loaded: Divisions | undefined;
let streets: Map<string, string> | undefined;

/** Provinces, cities and areas with all their spellings; read on first use. */
export function divisions(): Divisions {
  loaded ??= load();
  return loaded;
}

function load(): Divisions {
  const data = read<{ provinces: Record<string, string>; cities: Record<string, string>; areas: Record<string, string> }>("divisions.json");
  const byCode = new Map<string, Division>();
  for (const [level, names] of [
    ["province", data.provinces],
    ["city", data.cities],
    ["area", data.areas],
  ] as const) {
    for (const [code, name] of Object.entries(names)) byCode.set(code, { code, name, level });
  }
  const spellings = new Map<string, Spelling[]>();
  const add = (text: string, division: Division, isShort: boolean) => {
    const list = spellings.get(text);
    const spelling = { division, isShort, isAmbiguous: false };
    if (!list) spellings.set(text, [spelling]);
    else if (!list.some((s) => s.division === division)) list.push(spelling);
  };
  for (const division of byCode.values()) {
    if (division.level === "city" && shelf.test(division.name)) continue;
    add(division.name, division, false);
    for (const short of shortNames(division)) add(short, division, true);
  }
  for (const list of spellings.values()) {
    for (const s of list) s.isAmbiguous = s.isShort && list.some((o) => o.division.level !== s.division.level && !o.division.code.startsWith(s.division.code));
  }
  return { byCode, spellings, longest: Math.max(...[...spellings.keys()].map((k) => k.length)) };
}

function shortNames({ name, level }: Division): string[] {
  const self = autonomous.exec(name);
  if (self) return [self[1] as string, `${self[1]}${self[2]}`];
  if (level === "province") {
    if (name === "内蒙古自治区") return ["内蒙古", "内蒙"];
    return [name.replace(/(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$/, "")];
  }
  const short = name.replace(level === "city" ? /(?:市|地区|盟)$/ : /[区县市旗]$/, "");
  return short.length >= 2 && short !== name ? [short] : [];
}

/** The parents of a division: nearest last; shelves left out. */
export function parentsOf(division: Division): { province: Division | undefined; city: Division | undefined } {
  const { byCode } = divisions();
  const province = byCode.get(division.code.slice(0, 2));
  const city = division.level === "province" ? undefined : byCode.get(division.code.slice(0, 4));
  return { province, city: city && !shelf.test(city.name) ? city : undefined };
}

/** Too common a name to mean the one area that bears it, unless its city is known. */
export function isCommonName(name: string): boolean {
  return /^[城郊矿东西]区$/.test(name);
}

/** Beijing, Tianjin, Shanghai, Chongqing: their city is the province. */
export function isMunicipality(code: string): boolean {
  return /^(?:11|12|31|50)/.test(code);
}

/** Streets, towns and townships of an area, read on first use. */
export function streetsOf(areaCode: string): string[] {
  streets ??= new Map(Object.entries(read<Record<string, string>>("streets.json")));
  return streets.get(areaCode)?.split(",") ?? [];
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`./data/${file}`, import.meta.url), "utf8")) as T;
}

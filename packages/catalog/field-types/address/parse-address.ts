import { foldWidth, stripInvisible } from "../recognition/fold-text.ts";
import { type Division, type Divisions, divisions, isCommonName, isMunicipality, streetsOf } from "./divisions.ts";
import { type Address, present } from "./present-address.ts";

/** One way to read the beginning of a text as divisions. */
interface Reading {
  province: Division | undefined;
  city: Division | undefined;
  /** Areas that the text may mean: several when a name occurs more than once. */
  areas: readonly Division[];
  /** Digits of the city codes meant by 市辖区, 县 or 省直辖县级行政区划 in place of the city. */
  shelf: string | undefined;
  end: number;
  shorts: number;
}

const blanks = /^[\s,，、/·>|-]*/;
const label = /^(?:收货|收件|联系|公司|详细|办公|注册|通讯|家庭)?地址\s*[:：]\s*/;
// what may not follow a short name: 北京路 is a road, 青海湖 a lake
const continues =
  /^[东西南北中上下新老前后一二三四五六七八九十环外内]{0,3}(?:路|街|大道|道|巷|弄|胡同|里|线|高速|公路|桥|站|村|镇|乡|庄|屯|堡|湖|河|江|岛|山|海|湾|港|小区|花园|家园|新城|大厦|广场|酒店|饭店|商城|市场|公寓|大学|学院|中学|小学|医院|银行|号|公司|[省市区县州盟])/;
const shelves = /^(?:市辖区|市辖县|(?:省|自治区)直辖县级行政区划|省直辖(?:县|行政单位)?|县(?=[^路街号]{1,12}县))/;
const zone =
  /^[\p{Script=Han}]{0,6}?(?:(?:高新|经开|开发|新|保税|示范|旅游度假|工业园|高新技术产业开发|经济技术开发|经济开发)区|工业园)(?![\p{Script=Han}]?[路街道])/u;
const street = /^[\p{Script=Han}]{1,14}?(?:街道|镇|乡|苏木|农场|林场|牧场|管委会|园区|开发区|地区)/u;

/** Reads free text: divisions from its beginning, as far as they are certain; the rest is the detail. */
export function parseAddress(input: string): Address {
  const text = foldWidth(stripInvisible(input)).replaceAll(/\s+/g, " ").trim().replace(label, "");
  const all = divisions();
  const start = /^(?:中华人民共和国|中国)\s*/.exec(text)?.[0].length ?? 0;
  const best = bestReading(all, text, start) ?? (start > 0 ? bestReading(all, text, 0) : undefined);
  if (!best) return withoutParent(text);
  let rest = text.slice(best.end).replace(blanks, "");
  let areas = best.areas;
  let streetName: string | undefined;
  const candidates = areas.length ? areas : onlyArea(all, best.city);
  if (candidates.length && street.test(rest)) {
    const found = candidates.map((area) => ({ area, name: longestStart(streetsOf(area.code), rest) })).filter((f) => f.name !== undefined);
    if (found.length >= 1 && new Set(found.map((f) => f.name)).size === 1) {
      streetName = found[0]?.name;
      if (areas.length) areas = found.map((f) => f.area);
      rest = rest.slice((streetName as string).length).replace(blanks, "");
    }
  }
  const zoneName = areas.length === 0 && !streetName && (best.city ?? (best.province && isMunicipality(best.province.code))) ? zone.exec(rest)?.[0] : undefined;
  if (zoneName) rest = rest.slice(zoneName.length).replace(blanks, "");
  return present({ province: best.province, city: best.city, areas, areaName: zoneName, street: streetName, detail: rest });
}

/** 郊区 解放路1号: an area for certain, but of which city nobody can say. */
function withoutParent(text: string): Address {
  const area = /^([城郊矿东西]区) (.*[路街道巷].*)$/.exec(text);
  return area ? present({ areaName: area[1], detail: area[2] }) : present({ detail: text });
}

function onlyArea(all: Divisions, city: Division | undefined): Division[] {
  if (!city) return [];
  const own = [...all.byCode.values()].filter((d) => d.level === "area" && d.code.startsWith(city.code));
  return own.length === 1 ? own : [];
}

function longestStart(names: readonly string[], text: string): string | undefined {
  let best: string | undefined;
  for (const name of names) if (text.startsWith(name) && name.length > (best?.length ?? 0)) best = name;
  return best;
}

function bestReading(all: Divisions, text: string, start: number): Reading | undefined {
  let best: Reading | undefined;
  const consider = (r: Reading) => {
    if (r.end > start && (!best || r.end > best.end || (r.end === best.end && r.shorts < best.shorts))) best = r;
  };
  const empty: Reading = { province: undefined, city: undefined, areas: [], shelf: undefined, end: start, shorts: 0 };
  for (const withProvince of [empty, ...provinceReadings(all, text, empty)]) {
    for (const withCity of [withProvince, ...cityReadings(all, text, withProvince)]) {
      for (const reading of [withCity, ...areaReadings(all, text, withCity)]) if (isCertain(all, text, reading)) consider(reading);
    }
  }
  return best;
}

function provinceReadings(all: Divisions, text: string, before: Reading): Reading[] {
  return spellingsAt(all, text, before.end)
    .filter((s) => s.division.level === "province")
    .map((s) => ({ ...before, province: s.division, end: s.end, shorts: before.shorts + (s.isShort ? 1 : 0) }));
}

function cityReadings(all: Divisions, text: string, before: Reading): Reading[] {
  const at = skipBlanks(text, before.end);
  const { province } = before;
  const token = shelves.exec(text.slice(at))?.[0];
  const readings: Reading[] = token
    ? [{ ...before, shelf: token.startsWith("市辖区") ? "01" : token.includes("直辖") ? "90" : "02", end: at + token.length }]
    : [];
  if (province && isMunicipality(province.code)) {
    for (const name of [province.name, province.name.slice(0, -1)]) {
      if (!text.startsWith(name, at)) continue;
      const again: Reading = { ...before, end: at + name.length, shorts: before.shorts + (name === province.name ? 0 : 1) };
      readings.push(
        again,
        ...(name === province.name
          ? cityReadings(all, text, { ...again, province: undefined })
              .filter((r) => r.shelf)
              .map((r) => ({ ...r, province }))
          : []),
      );
    }
    return readings;
  }
  for (const s of spellingsAt(all, text, at)) {
    if (s.division.level === "city" && s.division.code.startsWith(province?.code ?? ""))
      readings.push({ ...before, city: s.division, end: s.end, shorts: before.shorts + (s.isShort ? 1 : 0) });
  }
  return readings;
}

function areaReadings(all: Divisions, text: string, before: Reading): Reading[] {
  const parent = before.city?.code ?? before.province?.code ?? "";
  const byEnd = new Map<number, { areas: Division[]; isShort: boolean }>();
  for (const s of spellingsAt(all, text, skipBlanks(text, before.end))) {
    if (s.division.level !== "area" || !s.division.code.startsWith(parent)) continue;
    if (before.shelf && !(s.division.code.slice(2, 4) === before.shelf && (before.shelf === "90" || isMunicipality(s.division.code)))) continue;
    if (parent === "" && (s.isShort || isCommonName(s.division.name))) continue;
    const same = byEnd.get(s.end);
    if (!same || (same.isShort && !s.isShort)) byEnd.set(s.end, { areas: [s.division], isShort: s.isShort });
    else if (same.isShort === s.isShort) same.areas.push(s.division);
  }
  return [...byEnd].map(([end, { areas, isShort }]) => ({ ...before, areas, end, shorts: before.shorts + (isShort ? 1 : 0) }));
}

/** A reading that ends in a short name counts only where the name ends there too. */
function isCertain(all: Divisions, text: string, reading: Reading): boolean {
  const last = reading.areas[0] ?? reading.city ?? reading.province;
  if (!last) return false;
  const isShort = !text.slice(0, reading.end).endsWith(last.name) && (!reading.shelf || reading.areas.length > 0);
  if (!isShort) return true;
  if (continues.test(text.slice(reading.end))) return false;
  if (last.level !== "city" || reading.province) return true;
  const name = last.name.replace(/(?:市|地区|盟)$/, "");
  return !all.spellings.get(name)?.some((s) => s.division === last && s.isAmbiguous);
}

function spellingsAt(all: Divisions, text: string, at: number): { division: Division; isShort: boolean; end: number }[] {
  const found: { division: Division; isShort: boolean; end: number }[] = [];
  for (let length = Math.min(all.longest, text.length - at); length >= 2; length--) {
    for (const s of all.spellings.get(text.slice(at, at + length)) ?? []) found.push({ division: s.division, isShort: s.isShort, end: at + length });
  }
  return found;
}

function skipBlanks(text: string, at: number): number {
  return at + (blanks.exec(text.slice(at))?.[0].length ?? 0);
}

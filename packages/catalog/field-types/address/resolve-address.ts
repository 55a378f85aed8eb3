import { type Division, divisions, isCommonName, isMunicipality, type Level, parentsOf } from "./divisions.ts";
import { type Address, divisionOfCode, present } from "./present-address.ts";

export interface AddressParts {
  province?: string;
  city?: string;
  area?: string;
  street?: string;
  detail?: string;
  code?: string;
}

/** An address given in parts: names made official, parents and code filled in where they are certain. Unknown names stay. */
export function resolveAddress(parts: AddressParts): Address | undefined {
  const { province: provinceName, city: cityName, area: areaName, street, detail } = parts;
  if (!provinceName && !cityName && !areaName && parts.code) {
    const division = divisionOfCode(parts.code);
    return division && present({ ...atLevel(division), street, detail });
  }
  const province = find(provinceName, "province", "")[0];
  const unknown = { provinceName: province ? undefined : provinceName, cityName, areaName, street, detail };
  if (provinceName && !province) return present(unknown);
  const isImplied = cityName !== undefined && isCityOfProvince(cityName, province);
  const city = isImplied ? undefined : single(find(cityName, "city", province?.code ?? ""));
  if (cityName && !city && !isImplied) return present({ ...unknown, province });
  let areas = find(areaName, "area", city?.code ?? province?.code ?? "");
  // the code settles which of several areas of one name is meant
  if (areas.some((area) => area.code === parts.code)) areas = areas.filter((area) => area.code === parts.code);
  return present({ province, city, areas, areaName, street, detail });
}

/** 市辖区, or 北京市 in Beijing: a city that says no more than its province. */
function isCityOfProvince(name: string, province: Division | undefined): boolean {
  if (/^(?:市辖区|县|.*直辖县级行政区划)$/.test(name)) return true;
  return province !== undefined && isMunicipality(province.code) && (name === province.name || `${name}市` === province.name);
}

function single<T>(all: readonly T[]): T | undefined {
  return all.length === 1 ? all[0] : undefined;
}

function atLevel(division: Division): { province?: Division; city?: Division; areas?: Division[] } {
  if (division.level === "area") return { areas: [division] };
  const { province, city } = parentsOf(division);
  return city ? { city } : province ? { province } : {};
}

function find(name: string | undefined, level: Level, parent: string): Division[] {
  if (!name) return [];
  const found = (divisions().spellings.get(name) ?? []).filter((s) => s.division.level === level && s.division.code.startsWith(parent));
  const full = found.filter((s) => !s.isShort);
  return (full.length && !(parent === "" && isCommonName(name)) ? full : parent || level !== "area" ? found : []).map((s) => s.division);
}

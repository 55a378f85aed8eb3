import { type Division, divisions, isCommonName, isMunicipality, type Level } from "./divisions.ts";
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
  const isShelf = cityName !== undefined && /^(?:市辖区|县|.*直辖县级行政区划)$/.test(cityName);
  const isOwnCity = province !== undefined && isMunicipality(province.code);
  const cities = isShelf || isOwnCity ? [] : find(cityName, "city", province?.code ?? "");
  const city = cities.length === 1 ? cities[0] : undefined;
  const within = provinceName && !province ? undefined : cityName && !city && !isShelf && !isOwnCity ? undefined : (city?.code ?? province?.code ?? "");
  let areas = within === undefined ? [] : find(areaName, "area", within);
  // the code settles which of several areas of one name is meant
  if (areas.length > 1 && parts.code) areas = areas.some((a) => a.code === parts.code) ? areas.filter((a) => a.code === parts.code) : areas;
  return present({ province, city, areas, provinceName, cityName: isShelf ? undefined : cityName, areaName, street, detail });
}

function atLevel(division: Division): { province?: Division; city?: Division; areas?: Division[] } {
  return division.level === "area" ? { areas: [division] } : { [division.level]: division };
}

function find(name: string | undefined, level: Level, parent: string): Division[] {
  if (!name) return [];
  const found = (divisions().spellings.get(name) ?? []).filter((s) => s.division.level === level && s.division.code.startsWith(parent));
  const full = found.filter((s) => !s.isShort);
  return (full.length && !(parent === "" && isCommonName(name)) ? full : parent || level !== "area" ? found : []).map((s) => s.division);
}

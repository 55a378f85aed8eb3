import { type Division, divisions, isMunicipality, parentsOf } from "./divisions.ts";

/** An address in API form. What is not known is null; `street` is there only when known. */
export interface Address {
  [part: string]: string | null;
  province: string | null;
  city: string | null;
  area: string | null;
  detail: string | null;
  /** GB/T 2260 code of the finest division known, six digits. */
  code: string | null;
}

interface Known {
  province?: Division | undefined;
  city?: Division | undefined;
  /** Several when the name alone cannot tell. */
  areas?: readonly Division[] | undefined;
  /** Names outside the data, kept as they were given. */
  provinceName?: string | undefined;
  cityName?: string | undefined;
  areaName?: string | undefined;
  street?: string | undefined;
  detail?: string | undefined;
}

/** Fills in the parents that follow from what is known; what several candidates disagree on stays empty. */
export function present(known: Known): Address {
  const areas = known.areas ?? [];
  const province = known.province ?? (known.city && parentsOf(known.city).province) ?? agreed(areas.map((a) => parentsOf(a).province));
  const city = known.city ?? agreed(areas.map((a) => parentsOf(a).city));
  const finest = areas.length === 1 ? areas[0] : (city ?? province);
  const address: Address = {
    province: province?.name ?? known.provinceName ?? null,
    city: city?.name ?? known.cityName ?? (province && isMunicipality(province.code) ? province.name : null),
    area: areas[0]?.name ?? known.areaName ?? null,
    detail: known.detail || null,
    code: finest ? finest.code.padEnd(6, "0") : null,
  };
  return known.street
    ? { province: address.province, city: address.city, area: address.area, street: known.street, detail: address.detail, code: address.code }
    : address;
}

function agreed(all: readonly (Division | undefined)[]): Division | undefined {
  return all.every((d) => d === all[0]) ? all[0] : undefined;
}

/** The division a code names: 2, 4, 6, 9 or 12 digits, zeros at the end for what is open. */
export function divisionOfCode(code: string): Division | undefined {
  const { byCode } = divisions();
  const six = code.slice(0, 6);
  return (
    byCode.get(six) ??
    (six.endsWith("0000") || six.length === 2 ? byCode.get(six.slice(0, 2)) : undefined) ??
    (six.endsWith("00") || six.length === 4 ? byCode.get(six.slice(0, 4)) : undefined)
  );
}

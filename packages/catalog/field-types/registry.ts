import { accept, type FieldType } from "../field-type.ts";
import { address } from "./address/index.ts";
import { autoNumber } from "./auto-number/index.ts";
import { boolean } from "./boolean/index.ts";
import { date } from "./date/index.ts";
import { datetime } from "./datetime/index.ts";
import { department } from "./department/index.ts";
import { email } from "./email/index.ts";
import { file } from "./file/index.ts";
import { formula } from "./formula/index.ts";
import { json } from "./json/index.ts";
import { location } from "./location/index.ts";
import { longText } from "./long-text/index.ts";
import { money } from "./money/index.ts";
import { multiSelect } from "./multi-select/index.ts";
import { number } from "./number/index.ts";
import { percent } from "./percent/index.ts";
import { phone } from "./phone/index.ts";
import { isBlank, isEmptyCell } from "./recognition/empty-cell.ts";
import { recurrence } from "./recurrence/index.ts";
import { relation } from "./relation/index.ts";
import { relations } from "./relations/index.ts";
import { rollUp } from "./roll-up/index.ts";
import { select } from "./select/index.ts";
import { text } from "./text/index.ts";
import { url } from "./url/index.ts";
import { user } from "./user/index.ts";

const registry = {
  text,
  long_text: longText,
  number,
  money,
  percent,
  date,
  datetime,
  boolean,
  select,
  multi_select: multiSelect,
  phone,
  email,
  url,
  address,
  user,
  department,
  relation,
  relations,
  file,
  auto_number: autoNumber,
  formula,
  roll_up: rollUp,
  location,
  recurrence,
  json,
} satisfies Record<string, FieldType>;

export type FieldTypeId = keyof typeof registry;
export const fieldTypeIds = Object.keys(registry) as [FieldTypeId, ...FieldTypeId[]];

/** Every field type by its id. */
export const fieldTypes: ReadonlyMap<FieldTypeId, FieldType> = new Map(Object.values<FieldType>(registry).map((type) => [type.id, readingEmptiness(type)]));

export function fieldType(id: FieldTypeId): FieldType {
  const type = fieldTypes.get(id);
  if (!type) throw new Error(`unknown field type ${id}`);
  return type;
}

/** Text in which nothing visible stands, and in cells also placeholders, is null for every type. */
function readingEmptiness(type: FieldType): FieldType {
  return {
    ...type,
    parse: (input, field, env) => {
      if (typeof input === "string" && (env.mode === "cell" ? isEmptyCell(input) : type.id !== "json" && isBlank(input))) return accept(null);
      return type.parse(input, field, env);
    },
  };
}

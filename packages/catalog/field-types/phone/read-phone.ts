import { createRequire } from "node:module";
import { foldText } from "../recognition/fold-text.ts";
import { isChineseFixedLine } from "./area-codes.ts";

type Library = typeof import("libphonenumber-js/min");
let library: Library | undefined;

// loaded for the first foreign number: it takes 13 MB and a moment, and most processes meet none
function load(): Library {
  library ??= createRequire(import.meta.url)("libphonenumber-js/min") as Library;
  return library;
}

const plain = /^(?:\+?86)?1[3-9]\d{9}$/;
const extension = /^(.*?\d.*?)\s*(?:;\s*ext=|(?:ext(?:ension)?|x|转|轉|分机|分機)\.?\s*[:：]?|#)\s*(\d{1,8})$/i;
// a third group after a Chinese fixed line or a 400 number: 010-62345678-801
const thirdGroup =
  /^((?:\+?(?:00)?86[\s-]*)?(?:\(?0\d{2,3}\)?[\s-]*|[1-9]\d{1,2}-)(?:\d{7,8}|\d{4}\s\d{4})|(?:\+?(?:00)?86[\s-]*)?[48]00-?\d{3}-?\d{4})\s*[-–—]\s*(\d{1,6})$/;
// (415) 555-2671, 1-415-555-2671: no Chinese number is grouped so, but for 400 and 800 numbers
const northAmerican = /^(?:\+?1[-. ]*)?(?:\([2-9]\d{2}\)\s*|(?![48]00)[2-9]\d{2}[-. ])[2-9]\d{2}[-. ]\d{4}$/;
const label = /^(?:手机|手機|电话|電話|联系电话|座机|固话|传真|tel|phone|mobile|cell|fax)(?:号码|号)?\s*[:：.]?\s*/i;
// blanks, dashes, dots, brackets and slashes between digits
const separators = /[\s\-–—−‐‑.·・()[\]（）【】/_,]/g;

/** E.164, with `;ext=` where there is an extension; numbers without a country are Chinese. Undefined when it is none. */
export function readPhone(input: string): string | undefined {
  if (plain.test(input)) return `+86${input.slice(-11)}`;
  let text = foldText(input)
    .replace(/^['"`]+|['"`]+$/g, "")
    .replace(/^tel:/i, "")
    .replace(label, "");
  let ext = "";
  const found = extension.exec(text) ?? thirdGroup.exec(text);
  if (found) {
    text = found[1] as string;
    ext = `;ext=${found[2]}`;
  }
  if (/^\d[\d,]*\.0+$/.test(text)) text = text.slice(0, text.indexOf(".")); // a spreadsheet's number
  if (/\d\s*\/\s*\d{7,}|\d{7,}\s*[,，、;]\s*\d/.test(text)) return undefined; // two numbers: nobody can say which one is meant
  const isTrunkMarked = /\(\s*0\s*\)/.test(text); // +44 (0)20 …
  const digits = (isTrunkMarked && /^(?:\+|00)/.test(text) ? text.replace(/\(\s*0\s*\)/, "") : text).replaceAll(separators, "").replace(/^\+\++/, "+");
  if (!/^\+?\d{5,20}$/.test(digits)) return undefined;
  const number = northAmerican.test(text) ? readForeign(`+1${digits.slice(-10)}`) : (readChinese(digits) ?? readForeign(digits));
  return number && number + ext;
}

// mobiles, fixed lines with their area code, 400 and 800 numbers
function readChinese(digits: string): string | undefined {
  const national = digits.replace(/^(?:\+86|0086|86(?=\d{10}))/, "").replace(/^0/, "");
  const isGood = /^1[3-9]\d{9}$/.test(national) || /^[48]00\d{7}$/.test(national) || isChineseFixedLine(national);
  return isGood ? `+86${national}` : undefined;
}

// number plans change: abroad a possible length is enough
function readForeign(digits: string): string | undefined {
  const international = digits.startsWith("+") ? digits : digits.startsWith("00") ? `+${digits.slice(2)}` : undefined;
  if (!international || international.startsWith("+86")) return undefined;
  const number = load().parsePhoneNumberFromString(international);
  return number?.isPossible() ? number.number : undefined;
}

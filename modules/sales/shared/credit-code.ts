const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const form = /^[159ANY][0-9A-HJ-NPQRTUWXY][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** As people write it → as it is stored: half-width capitals without spaces and dashes. */
export function normalizeCreditCode(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/[\s\u200b-\u200d\ufeff-]/g, "")
    .toUpperCase();
}

/**
 * Whether a normalised code is a 统一社会信用代码: GB 32100-2015, weights 3^i mod 31 over an alphabet
 * without I, O, S, V and Z.
 */
export function isCreditCode(code: string): boolean {
  if (!form.test(code)) return false;
  let sum = 0;
  let weight = 1;
  for (let i = 0; i < 17; i++) {
    sum += alphabet.indexOf(code[i] as string) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31] === code[17];
}

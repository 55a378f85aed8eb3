import { open } from "node:fs/promises";
import { createError } from "@keshu/kernel";

/** Labels of the WHATWG encoding standard that an import may name or detect. */
export const encodings = ["utf-8", "gb18030", "utf-16le", "utf-16be", "big5", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

const SAMPLE = 128 * 1024;

/** How many bytes of a byte order mark precede the text; the decoder drops them by itself. */
export function encodingOfMark(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33) return "gb18030";
  return null;
}

/**
 * Finds the encoding of a text file: its mark, then NUL bytes (UTF-16), then strict UTF-8, then GB18030.
 * A file that begins with ASCII is read on to its first other byte, so that one late 中 decides.
 */
export async function detectEncoding(path: string): Promise<Encoding> {
  const file = await open(path, "r");
  try {
    const head = Buffer.alloc(SAMPLE);
    const { bytesRead } = await file.read(head, 0, SAMPLE, 0);
    const first = head.subarray(0, bytesRead);
    const early = encodingOfMark(first) ?? encodingOfZeros(first);
    if (early) return early;
    let sample = first;
    let position = bytesRead;
    const next = Buffer.alloc(SAMPLE * 8);
    while (sample.length > 0 && firstHighByte(sample) === -1) {
      const read = await file.read(next, 0, next.length, position);
      if (read.bytesRead === 0) return "utf-8";
      position += read.bytesRead;
      sample = next.subarray(0, read.bytesRead);
    }
    return encodingOfText(sample);
  } finally {
    await file.close();
  }
}

/** The same for a sample of bytes that has at least one byte above 0x7f. */
export function encodingOfText(sample: Uint8Array): Encoding {
  const start = Math.max(0, firstHighByte(sample));
  const utf8 = measureUtf8(sample, start);
  if (utf8.invalid === 0 || utf8.valid / (utf8.valid + utf8.invalid) > 0.9) return "utf-8";
  const gb = measureDoubleBytes(sample, start);
  if (gb.isolated > 0.8 * gb.high && gb.high > 0) return "windows-1252";
  return "gb18030";
}

export function newDecoder(encoding: Encoding): TextDecoder {
  return new TextDecoder(encoding, { fatal: false, ignoreBOM: false });
}

/** Takes the names people use for an encoding. @throws INVALID_PARAMETER */
export function readEncoding(name: string): Encoding {
  const key = name.trim().toLowerCase().replaceAll(/[\s_]/g, "-");
  const known: Record<string, Encoding> = {
    utf8: "utf-8",
    "utf-8-bom": "utf-8",
    "utf-8-sig": "utf-8",
    gbk: "gb18030",
    gb2312: "gb18030",
    "gb-18030": "gb18030",
    ansi: "gb18030",
    cp936: "gb18030",
    "utf-16": "utf-16le",
    utf16: "utf-16le",
    utf16le: "utf-16le",
    utf16be: "utf-16be",
    unicode: "utf-16le",
    latin1: "windows-1252",
    "iso-8859-1": "windows-1252",
    cp1252: "windows-1252",
  };
  const found = known[key] ?? encodings.find((e) => e === key);
  if (!found) throw createError("INVALID_PARAMETER", { status: 422, params: { field: "encoding" } });
  return found;
}

function firstHighByte(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] as number) > 0x7f) return i;
  return -1;
}

/** UTF-16 without a mark shows by NUL bytes: every comma, digit and line end has one. */
function encodingOfZeros(bytes: Uint8Array): Encoding | null {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) i % 2 ? odd++ : even++;
  if (even + odd < Math.max(2, bytes.length / 400)) return null;
  return odd >= even ? "utf-16le" : "utf-16be";
}

function measureUtf8(bytes: Uint8Array, from: number): { valid: number; invalid: number } {
  let valid = 0;
  let invalid = 0;
  for (let i = from; i < bytes.length; ) {
    const lead = bytes[i] as number;
    if (lead < 0x80) {
      i++;
      continue;
    }
    const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
    if (length === 0) {
      if (i > 3 || lead < 0x80 || lead > 0xbf) invalid++; // a sample may begin inside a character
      i++;
      continue;
    }
    if (i + length > bytes.length) break;
    let isValid = true;
    for (let k = 1; k < length; k++) if (((bytes[i + k] as number) & 0xc0) !== 0x80) isValid = false;
    const second = bytes[i + 1] as number;
    if ((lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f) || (lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f))
      isValid = false;
    if (isValid) valid++;
    else invalid++;
    i += isValid ? length : 1;
  }
  return { valid, invalid };
}

/** Counts high bytes that stand alone among ASCII letters, as in “café”: not how Chinese is written. */
function measureDoubleBytes(bytes: Uint8Array, from: number): { high: number; isolated: number } {
  let high = 0;
  let isolated = 0;
  for (let i = from; i < bytes.length; i++) {
    if ((bytes[i] as number) < 0x80) continue;
    high++;
    const before = bytes[i - 1] ?? 0x20;
    const after = bytes[i + 1] ?? 0x20;
    if (before < 0x80 && after < 0x80 && isLetter(before) && (isLetter(after) || after <= 0x2c)) isolated++;
  }
  return { high, isolated };
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { PassThrough, type Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { createError } from "@keshu/kernel";

/** One file inside a zip archive (APPNOTE 6.3, §4.3). */
export interface ZipEntry {
  name: string;
  method: number;
  compressedSize: number;
  size: number;
  headerOffset: number;
}

const TAIL = 66_000;
const MAX_DIRECTORY = 32 * 1024 * 1024;
/** Sheets of honest workbooks unpack 5 to 40 times; bombs a thousand times. */
const MAX_RATIO = 200;
const ALWAYS_ALLOWED = 64 * 1024 * 1024;

/** Reads the central directory. @throws FILE_CORRUPT, FILE_ENCRYPTED */
export async function readZipDirectory(path: string): Promise<Map<string, ZipEntry>> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const magic = await readAt(file, 0, Math.min(8, size));
    if (magic.length >= 4 && magic.readUInt32BE(0) === 0xd0cf11e0) throw createError("FILE_ENCRYPTED");
    const tailStart = Math.max(0, size - TAIL);
    const tail = await readAt(file, tailStart, size - tailStart);
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end === -1 || end + 22 > tail.length) throw createError("FILE_CORRUPT");
    let directorySize = tail.readUInt32LE(end + 12);
    let directoryOffset = tail.readUInt32LE(end + 16);
    if (directoryOffset === 0xffffffff || directorySize === 0xffffffff) {
      const locator = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x06, 0x07]), end);
      if (locator === -1) throw createError("FILE_CORRUPT");
      const record = await readAt(file, Number(tail.readBigUInt64LE(locator + 8)), 56);
      directorySize = Number(record.readBigUInt64LE(40));
      directoryOffset = Number(record.readBigUInt64LE(48));
    }
    if (directoryOffset + directorySize > size || directorySize > MAX_DIRECTORY) throw createError("FILE_CORRUPT");
    return parseDirectory(await readAt(file, directoryOffset, directorySize));
  } finally {
    await file.close();
  }
}

function parseDirectory(directory: Buffer): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw createError("FILE_CORRUPT");
    const flags = directory.readUInt16LE(at + 8);
    if (flags & 1) throw createError("FILE_ENCRYPTED");
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const commentLength = directory.readUInt16LE(at + 32);
    const entry: ZipEntry = {
      name: directory
        .toString("utf8", at + 46, at + 46 + nameLength)
        .replaceAll("\\", "/")
        .replace(/^\//, ""),
      method: directory.readUInt16LE(at + 10),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      headerOffset: directory.readUInt32LE(at + 42),
    };
    readZip64(entry, directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
    entries.set(entry.name.toLowerCase(), entry);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function readZip64(entry: ZipEntry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = extra.readUInt16LE(at);
    const length = extra.readUInt16LE(at + 2);
    let from = at + 4;
    if (id === 1) {
      for (const key of ["size", "compressedSize", "headerOffset"] as const) {
        if (entry[key] !== 0xffffffff || from + 8 > at + 4 + length) continue;
        entry[key] = Number(extra.readBigUInt64LE(from));
        from += 8;
      }
    }
    at += 4 + length;
  }
}

/** The unpacked bytes of an entry. The stream fails with FILE_EXPANDS_TOO_MUCH or FILE_CORRUPT. */
export async function openZipEntry(path: string, entry: ZipEntry): Promise<Readable> {
  const file = await open(path, "r");
  let start: number;
  try {
    const header = await readAt(file, entry.headerOffset, 30);
    if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw createError("FILE_CORRUPT");
    start = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await file.close();
  }
  if (entry.compressedSize === 0) return PassThrough.from([]);
  if (entry.method !== 0 && entry.method !== 8) throw createError("FILE_CORRUPT");
  const raw = createReadStream(path, { start, end: start + entry.compressedSize - 1 });
  if (entry.method === 0) return raw;
  const limit = Math.max(ALWAYS_ALLOWED, entry.compressedSize * MAX_RATIO);
  let unpacked = 0;
  const inflate = createInflateRaw();
  const counted = new PassThrough();
  raw.on("error", (error) => counted.destroy(error));
  inflate.on("error", () => counted.destroy(createError("FILE_CORRUPT")));
  inflate.on("data", (piece: Buffer) => {
    unpacked += piece.length;
    if (unpacked > limit) {
      raw.destroy();
      inflate.destroy();
      counted.destroy(createError("FILE_EXPANDS_TOO_MUCH"));
      return;
    }
    if (!counted.write(piece)) {
      inflate.pause();
      counted.once("drain", () => inflate.resume());
    }
  });
  inflate.on("end", () => counted.end());
  counted.on("close", () => {
    raw.destroy();
    inflate.destroy();
  });
  raw.pipe(inflate);
  return counted;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, length));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
  return buffer.subarray(0, bytesRead);
}

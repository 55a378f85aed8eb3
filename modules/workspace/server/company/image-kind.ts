/** What a picture is by its bytes, whatever it is called. */
export interface ImageKind {
  type: "image/png" | "image/jpeg" | "image/webp";
  width: number;
  height: number;
}

/** Reads type and size of a PNG, JPEG or WebP; null for everything else, SVG above all. */
export function imageKind(bytes: Buffer): ImageKind | null {
  try {
    return pngKind(bytes) ?? webpKind(bytes) ?? jpegKind(bytes);
  } catch {
    return null; // it ends in the middle
  }
}

function pngKind(bytes: Buffer): ImageKind | null {
  if (bytes.toString("latin1", 0, 8) !== "\x89PNG\r\n\x1a\n" || bytes.toString("latin1", 12, 16) !== "IHDR") return null;
  return { type: "image/png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function webpKind(bytes: Buffer): ImageKind | null {
  if (bytes.toString("latin1", 0, 4) !== "RIFF" || bytes.toString("latin1", 8, 12) !== "WEBP") return null;
  const form = bytes.toString("latin1", 12, 16);
  if (form === "VP8X") return { type: "image/webp", width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (form === "VP8L") {
    const packed = bytes.readUInt32LE(21);
    return { type: "image/webp", width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
  }
  if (form === "VP8 ") return { type: "image/webp", width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  return null;
}

/** Walks the segments to the frame header (ITU T.81, B.2.2). */
function jpegKind(bytes: Buffer): ImageKind | null {
  if (bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) at++;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { type: "image/jpeg", width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

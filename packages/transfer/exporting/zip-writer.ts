import { once } from "node:events";
import { crc32, createDeflateRaw } from "node:zlib";

interface Part {
  name: Buffer;
  crc: number;
  compressed: number;
  size: number;
  offset: number;
}

/** Writes a zip archive piece by piece (APPNOTE 6.3, with data descriptors): give it parts, take its bytes as they come. */
export function createZipWriter(): { part: (name: string, content: AsyncIterable<string> | Iterable<string>) => AsyncGenerator<Buffer>; end: () => Buffer } {
  const parts: Part[] = [];
  let offset = 0;

  async function* part(name: string, content: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
    const entry: Part = { name: Buffer.from(name), crc: 0, compressed: 0, size: 0, offset };
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(0x0808, 6); // sizes follow the data; names are UTF-8
    header.writeUInt16LE(8, 8);
    header.writeUInt16LE(0x21, 12); // 1980-01-01
    header.writeUInt16LE(entry.name.length, 26);
    offset += 30 + entry.name.length;
    yield Buffer.concat([header, entry.name]);
    for await (const piece of deflated(entry, content)) {
      entry.compressed += piece.length;
      offset += piece.length;
      yield piece;
    }
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(entry.crc, 4);
    descriptor.writeUInt32LE(entry.compressed, 8);
    descriptor.writeUInt32LE(entry.size, 12);
    offset += 16;
    parts.push(entry);
    yield descriptor;
  }

  function end(): Buffer {
    const records = parts.map((entry) => {
      const record = Buffer.alloc(46);
      record.writeUInt32LE(0x02014b50, 0);
      record.writeUInt16LE(20, 4);
      record.writeUInt16LE(20, 6);
      record.writeUInt16LE(0x0808, 8);
      record.writeUInt16LE(8, 10);
      record.writeUInt16LE(0x21, 14);
      record.writeUInt32LE(entry.crc, 16);
      record.writeUInt32LE(entry.compressed, 20);
      record.writeUInt32LE(entry.size, 24);
      record.writeUInt16LE(entry.name.length, 28);
      record.writeUInt32LE(entry.offset, 42);
      return Buffer.concat([record, entry.name]);
    });
    const directory = Buffer.concat(records);
    const tail = Buffer.alloc(22);
    tail.writeUInt32LE(0x06054b50, 0);
    tail.writeUInt16LE(parts.length, 8);
    tail.writeUInt16LE(parts.length, 10);
    tail.writeUInt32LE(directory.length, 12);
    tail.writeUInt32LE(offset, 16);
    return Buffer.concat([directory, tail]);
  }

  return { part, end };
}

async function* deflated(entry: Part, content: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 4 });
  const feed = (async () => {
    for await (const text of content) {
      const bytes = Buffer.from(text);
      entry.crc = crc32(bytes, entry.crc);
      entry.size += bytes.length;
      if (!deflate.write(bytes)) await once(deflate, "drain");
    }
    deflate.end();
  })();
  feed.catch((error: Error) => deflate.destroy(error));
  for await (const piece of deflate) yield piece as Buffer;
  await feed;
}

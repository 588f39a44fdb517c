import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';

const mebibyte = 1024 * 1024;

/**
 * A docx whose text unpacks to so many MiB, and which is a thousandth as large.
 * @param claimed bytes that its directory says instead
 */
export function zipBomb(size: number, claimed = size * mebibyte): Uint8Array {
  return zipOf('word/document.xml', deflated(size, 'a'), claimed);
}

/** So many MiB of one character, deflated (RFC 1951). */
function deflated(size: number, character: string): Buffer {
  const chunk = Buffer.alloc(16 * mebibyte, character);
  // A full flush ends a piece where another may begin; the last two bytes are the empty final block.
  const piece = deflateRawSync(chunk, { level: 1, finishFlush: constants.Z_FULL_FLUSH });
  const pieces = Array.from({ length: Math.ceil(size / 16) }, () => piece);
  return Buffer.concat([...pieces, Buffer.from([3, 0])]);
}

/** A PDF whose only page unpacks to so many MiB. It has no table of its objects, which readers make up for. */
export function pdfBomb(size: number): Uint8Array {
  const content = Buffer.concat([Buffer.from('7801', 'hex'), deflated(size, ' ')]);
  return Buffer.concat([
    Buffer.from(
      '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n' +
        '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n' +
        '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n' +
        `4 0 obj\n<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`,
    ),
    content,
    Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'),
  ]);
}

/** A presentation that shows one slide of 400,000 characters so many times. */
export function repeatedSlides(count: number): Uint8Array {
  return zipSync({
    'ppt/presentation.xml': strToU8(
      `<p:presentation>${'<p:sldId r:id="r1"/>'.repeat(count)}</p:presentation>`,
    ),
    'ppt/_rels/presentation.xml.rels': strToU8(
      `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="slide" Target="slides/1.xml"/></Relationships>`,
    ),
    'ppt/slides/1.xml': strToU8(`<p:sld><a:p><a:t>${'slide '.repeat(66_667)}</a:t></a:p></p:sld>`),
  });
}

/** A zip of one deflated file (APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16), without its checksum. */
function zipOf(path: string, packed: Buffer, claimed: number): Uint8Array {
  const name = Buffer.from(path);
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(claimed, 8);
  sizes.writeUInt16LE(name.length, 12);
  const local = Buffer.concat([Buffer.from('504b030414000000080000000000', 'hex'), sizes, name, packed]);
  const central = Buffer.concat([
    Buffer.from('504b0102140014000000080000000000', 'hex'),
    sizes,
    Buffer.alloc(14),
    name,
  ]);
  const end = Buffer.alloc(22);
  end.write('504b0506', 0, 'hex');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

/** A docx with so many files in it. */
export function crowdedZip(files: number): Uint8Array {
  const names = Array.from({ length: files }, (_, n) => [`word/${n}.xml`, new Uint8Array(0)] as const);
  return zipSync(Object.fromEntries(names), { level: 0 });
}

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';

/** A docx with this body. @param doctype what stands before its root */
export function docxOf(body: string, doctype = ''): Uint8Array {
  return zipSync({
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(
      `<?xml version="1.0"?>${doctype}<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
    ),
  });
}

/** Entities that stand for each other: three bytes become a billion. */
export const entityBomb = `<!DOCTYPE x [<!ENTITY e0 "lol">${Array.from(
  { length: 9 },
  (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`,
).join('')}]>`;

/** Writes a csv of at least so many MiB. @returns the number of its rows */
export function writeLargeCsv(dir: string, name: string, size: number): number {
  const rows = Array.from({ length: 4000 }, (_, n) => `${n},name ${n},"a note, with a comma"`);
  const piece = `${rows.join('\n')}\n`;
  const pieces = Math.ceil((size * mebibyte) / piece.length);
  const file = join(dir, name);
  writeFileSync(file, 'id,name,note\n');
  for (let n = 0; n < pieces; n += 1) appendFileSync(file, piece);
  return pieces * rows.length;
}

import { unzip, zip, type ZipEntry } from '../../../shared/attachments/office/zip';
import type { Paper } from '../../../shared/papers/paper';
import { fileTools } from '../attachments/file-tools';

/** A4 by GB/T 9704 (公文). Nothing in the file says who made it, when, or with what. */
export async function paperToDocx(paper: Paper): Promise<Uint8Array> {
  // Fetched with the first paper: the core starts without it.
  const { draw } = await import('./docx-blocks');
  return neutral(await draw(paper));
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const CORE = `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>`;
const APP = `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>`;
/** Parts that hold nothing here and would only tell of the program. */
const LEFT_OUT = /[/"](?:custom|comments|footnotes|endnotes)\.xml/;

/** What each font is called where the office has it under another name, or has only the common one. */
const FONTS = [
  ['方正小标宋简体', '方正小标宋_GBK;小标宋;华文中宋;宋体'],
  ['仿宋_GB2312', '仿宋;FangSong;华文仿宋'],
  ['楷体_GB2312', '楷体;KaiTi;华文楷体'],
  ['黑体', 'SimHei'],
] as const;

/** The same document with neutral properties, other names for fonts that are missing, and no times in its archive. */
function neutral(bytes: Uint8Array): Uint8Array {
  const entries = unzip(bytes, fileTools)
    .filter(({ name }) => !LEFT_OUT.test(name))
    .map((entry) => ({ name: entry.name, bytes: neutralPart(entry) }));
  return zip(entries, fileTools);
}

function neutralPart({ name, bytes }: ZipEntry): Uint8Array {
  if (name === 'docProps/core.xml') return fileTools.encodeUtf8(CORE);
  if (name === 'docProps/app.xml') return fileTools.encodeUtf8(APP);
  if (!/\.(xml|rels)$/.test(name)) return bytes;
  const text = fileTools.decodeUtf8(bytes);
  if (name === 'word/fontTable.xml') return fileTools.encodeUtf8(withFonts(text));
  const lines = /<(?:Override|Relationship)\s[^>]*\/>/g;
  return fileTools.encodeUtf8(text.replace(lines, (line) => (LEFT_OUT.test(line) ? '' : line)));
}

function withFonts(text: string): string {
  const fonts = FONTS.map(
    ([name, others]) => `<w:font w:name="${name}"><w:altName w:val="${others}"/></w:font>`,
  ).join('');
  return text.includes('</w:fonts>')
    ? text.replace('</w:fonts>', `${fonts}</w:fonts>`)
    : text.replace(/(<w:fonts[^>]*?)\/>/, `$1>${fonts}</w:fonts>`);
}

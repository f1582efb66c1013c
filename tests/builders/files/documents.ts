import { deflateSync } from 'node:zlib';
import { fileTools } from '../../../src/main/core/attachments/file-tools';
import { zip, type ZipEntry } from '../../../src/shared/attachments/office/zip';
import { aTellingJpeg, aTellingPng, CANARY } from './pictures';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export function zipped(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const entries = Object.entries(files).map(([name, content]): ZipEntry => ({
    name,
    bytes: Buffer.from(content),
  }));
  return Buffer.from(zip(entries, fileTools));
}

const override = (part: string, type: string) => `<Override PartName="/${part}" ContentType="${type}"/>`;
const relation = (id: string, type: string, target: string, rest = '') =>
  `<Relationship Id="${id}" Type="${type}" Target="${target}"${rest}/>`;
const relations = (...lines: string[]) =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`;
const types = (...lines: string[]) =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>${lines.join('')}</Types>`;

const properties = {
  'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="x"><dc:creator xmlns:dc="y">${CANARY}</dc:creator></cp:coreProperties>`,
  'docProps/app.xml': `${XML}<Properties><Company>${CANARY}</Company></Properties>`,
  'docProps/custom.xml': `${XML}<Properties><property name="owner">${CANARY}</property></Properties>`,
  'docProps/thumbnail.jpeg': aTellingJpeg(),
  'customXml/item1.xml': `${XML}<a>${CANARY}</a>`,
  '_rels/.rels': relations(
    relation('rId1', `${OFFICE}/relationships/officeDocument`, 'word/document.xml'),
    relation('rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'),
    relation('rId3', `${OFFICE}/relationships/extended-properties`, 'docProps/app.xml'),
  ),
};

/** What the document says; it stays. */
export const TEXT = '附近居民的联名信';

export function docxFiles(): Record<string, string | Buffer> {
  return {
    '[Content_Types].xml': types(
      override(
        'word/document.xml',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
      ),
      override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
      override(
        'word/people.xml',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml',
      ),
    ),
    ...properties,
    'word/document.xml':
      `${XML}<!-- ${CANARY} --><?editor ${CANARY}?><w:document xmlns:w="w" xmlns:wp="wp"><w:body>` +
      `<w:p w:rsidR="${CANARY}" w:rsidRDefault="${CANARY}"><w:ins w:id="1" w:author="${CANARY}" w:date="2026-11-23T00:00:00Z">` +
      `<w:r><w:t>${TEXT}</w:t></w:r></w:ins><w:drawing><wp:docPr id="1" name="${CANARY}.jpg" descr="C:\\Users\\${CANARY}\\a.jpg"/></w:drawing></w:p></w:body></w:document>`,
    'word/comments.xml': `${XML}<w:comments xmlns:w="w"><w:comment w:id="0" w:author='${CANARY}' w:initials="${CANARY}"><w:p/></w:comment></w:comments>`,
    'word/settings.xml': `${XML}<w:settings xmlns:w="w"><w:rsids><w:rsidRoot w:val="${CANARY}"/></w:rsids><w:attachedTemplate r:id="rId9"/><w15:docId w15:val="{${CANARY}}"/></w:settings>`,
    'word/people.xml': `${XML}<w15:people xmlns:w15="w"><w15:person w15:author="${CANARY}"/></w15:people>`,
    'word/media/image1.jpg': aTellingJpeg(),
    'word/media/image2.png': aTellingPng(),
    'word/_rels/document.xml.rels': relations(
      relation('rId5', `${OFFICE}/relationships/image`, 'media/image1.jpg'),
      relation(
        'rId9',
        `${OFFICE}/relationships/attachedTemplate`,
        `file:///C:/Users/${CANARY}/a.dotx`,
        ' TargetMode="External"',
      ),
    ),
  };
}

export function xlsxFiles(): Record<string, string | Buffer> {
  return {
    '[Content_Types].xml': types(
      override(
        'xl/workbook.xml',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
      ),
    ),
    ...properties,
    'xl/workbook.xml':
      `${XML}<workbook><fileSharing userName="${CANARY}"/><mc:AlternateContent><mc:Choice><x15ac:absPath url="C:\\Users\\${CANARY}\\"/></mc:Choice></mc:AlternateContent>` +
      '<sheets><sheet name="名单" sheetId="1"/></sheets></workbook>',
    'xl/comments1.xml': `${XML}<comments><authors><author>${CANARY}</author></authors><commentList/></comments>`,
    'xl/persons/person.xml': `${XML}<personList><person displayName="${CANARY}"/></personList>`,
    'xl/sharedStrings.xml': `${XML}<sst><si><t>${TEXT}</t></si></sst>`,
  };
}

export const aDocx = (changes: Record<string, string | Buffer> = {}): Buffer =>
  zipped({ ...docxFiles(), ...changes });
export const anXlsx = (changes: Record<string, string | Buffer> = {}): Buffer =>
  zipped({ ...xlsxFiles(), ...changes });

interface PdfOptions {
  /** Further entries of the catalogue, e.g. `/AcroForm 9 0 R`. */
  catalogue?: string;
  trailer?: string;
  /** Further objects, from number 20 on. */
  objects?: readonly (string | Buffer)[];
  /** Some of the objects lie packed in a stream, as programs of today write them. */
  isPacked?: boolean;
}

/** A page with a photograph, an annotation and all that tells of its maker. */
export function aPdf({
  catalogue = '',
  trailer = '',
  objects = [],
  isPacked = false,
}: PdfOptions = {}): Buffer {
  const stream = (head: string, body: Buffer) =>
    Buffer.concat([
      Buffer.from(`<<${head} /Length ${body.length}>>\nstream\n`),
      body,
      Buffer.from('\nendstream'),
    ]);
  const drawing = deflateSync(Buffer.from('q 100 0 0 80 10 10 cm /Im1 Do Q'));
  const packed = [
    `<</Type /Catalog /Pages 2 0 R /Metadata 7 0 R /Lang (${CANARY}) /PieceInfo <</X (${CANARY})>> ${catalogue}>>`,
    '<</Type /Pages /Kids [3 0 R] /Count 1>>',
    `<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /LastModified (${CANARY}) /Contents 4 0 R
      /Resources <</XObject <</Im1 5 0 R>> /ColorSpace <</C [/ICCBased 8 0 R]>>>> /Annots [6 0 R] /Thumb 5 0 R>>`,
  ];
  const annotation = `<</Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (${TEXT.length}) /T (${CANARY}) /M (D:2026) /NM <${Buffer.from(CANARY).toString('hex')}>>>`;
  const rest: [number, string | Buffer][] = [
    [4, stream('/Filter /FlateDecode', drawing)],
    [
      5,
      stream(
        '/Type /XObject /Subtype /Image /Width 16 /Height 12 /ColorSpace [/ICCBased 8 0 R] /BitsPerComponent 8 /Filter /DCTDecode',
        aTellingJpeg(),
      ),
    ],
    [6, annotation],
    [7, stream('/Type /Metadata /Subtype /XML', Buffer.from(`<x:xmpmeta>${CANARY}</x:xmpmeta>`))],
    [8, stream('/N 3', Buffer.from(CANARY))],
    [9, `<</Author (${CANARY}) /Producer (${CANARY}\\)) /Title (${CANARY})>>`],
    ...objects.map((object, i): [number, string | Buffer] => [20 + i, object]),
  ];
  const plain = packed.map((object, i): [number, string | Buffer] => [i + 1, object]);
  const texts = packed.join(' ');
  const head =
    packed.map((_, i) => `${i + 1} ${packed.slice(0, i).join(' ').length + (i > 0 ? 1 : 0)}`).join(' ') + ' ';
  const inStream: [number, string | Buffer] = [
    10,
    stream(
      `/Type /ObjStm /N 3 /First ${head.length} /Filter /FlateDecode`,
      deflateSync(Buffer.from(head + texts)),
    ),
  ];
  const all = [...(isPacked ? [inStream] : plain), ...rest];
  const body = all.flatMap(([number, object]) => [
    Buffer.from(`${number} 0 obj\n`),
    Buffer.from(object),
    Buffer.from('\nendobj\n'),
  ]);
  const end = `xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 30 /Root 1 0 R /Info 9 0 R /ID [(${CANARY}) (b)] ${trailer}>>\nstartxref\n9\n%%EOF\n`;
  return Buffer.concat([
    Buffer.from(`%PDF-1.5\n% ${CANARY}\n`),
    ...body,
    Buffer.from(end),
    Buffer.from(`% ${CANARY}`),
  ]);
}

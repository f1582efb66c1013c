import {
  AlignmentType,
  BookmarkEnd,
  BookmarkStart,
  bookmarkUniqueNumericId,
  BorderStyle,
  BuilderElement,
  Document,
  DocumentGridType,
  Footer,
  HeightRule,
  ImageRun,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageBreak,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  XmlComponent,
} from 'docx';
import { assertNever } from '../../../shared/assert-never';
import {
  bookmarkOf,
  type Align,
  type Block,
  type Figure,
  type Paper,
  type PaperTable,
} from '../../../shared/papers/paper';

// GB/T 9704 in twips (1/1440 inch): margins of 37, 35, 28 and 26 mm, a type area of 22 lines of 28 characters of 三号.
const MM = 1440 / 25.4;
const mm = (value: number) => Math.round(value * MM);
// A landscape sheet is the same one turned: it is bound at its upper edge, where the head of a table stands (GB/T 9704 §7.6).
const MARGIN = {
  portrait: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(15), footer: mm(23) },
  landscape: { top: mm(28), bottom: mm(26), left: mm(35), right: mm(37), header: mm(15), footer: mm(14) },
};
const TYPE_AREA = { portrait: mm(156), landscape: mm(225) };
const LINE = Math.floor(mm(225) / 22);
const LINE_OF_TITLE = 700;
/** 28 characters of 16 pt are a little wider than 156 mm: each gives up a quarter of a point, which every word processor does alike. */
const CHAR_SPACE = -5;
/** Two characters of 三号. */
const INDENT = 640;

/** Half points. */
const SIZE = { two: 44, three: 32, four: 28, small: 24 } as const;
const font = (eastAsia: string) => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia,
});
const TITLE_FONT = font('方正小标宋简体');
const BODY_FONT = font('仿宋_GB2312');
const KAI_FONT = font('楷体_GB2312');
const HEI_FONT = font('黑体');
const SONG_FONT = font('宋体');

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.BOTH,
} as const satisfies Record<Align, string>;
const HEADINGS = {
  1: { font: HEI_FONT },
  2: { font: KAI_FONT },
  3: { font: BODY_FONT, bold: true },
} as const satisfies Record<1 | 2 | 3, IRunOptions>;

type Drawn = Paragraph | Table;

/** The paper as Word's own file, laid out by GB/T 9704. Its properties are still the library's. */
export async function draw(paper: Paper): Promise<Uint8Array> {
  const isLandscape = paper.orientation === 'landscape';
  const document = new Document({
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: BODY_FONT, size: SIZE.three, characterSpacing: CHAR_SPACE },
          paragraph: { spacing: { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 } },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: mm(210),
              height: mm(297),
              orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: MARGIN[paper.orientation],
          },
          grid: { linePitch: LINE, type: DocumentGridType.LINES },
        },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children: [...titleOf(paper), ...paper.blocks.flatMap((block) => drawn(block, paper.orientation))],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

function titleOf({ title, subtitle }: Paper): Drawn[] {
  const spacing = { line: LINE_OF_TITLE, lineRule: LineRuleType.EXACT };
  const run = { font: TITLE_FONT, size: SIZE.two };
  const lines = linesOf(title).map((text) =>
    line(text, { spacing, alignment: AlignmentType.CENTER, keepNext: true }, run),
  );
  if (subtitle !== undefined) {
    lines.push(line(subtitle, { alignment: AlignmentType.CENTER, keepNext: true }, { font: KAI_FONT }));
  }
  return [...lines, new Paragraph({})];
}

function drawn(block: Block, orientation: Paper['orientation']): Drawn[] {
  switch (block.kind) {
    case 'heading':
      return [line(block.text, { indent: { firstLine: INDENT }, keepNext: true }, HEADINGS[block.level])];
    case 'paragraph':
      return paragraphsOf(block.text, laidOut(block.align ?? 'justify'), block.tag);
    case 'fields':
      return block.rows.map(fieldOf);
    case 'table':
      return [tableOf(block, TYPE_AREA[orientation]), new Paragraph({})];
    case 'figure':
      return figureOf(block);
    case 'note':
      return [line(block.text, { indent: { firstLine: INDENT } }, { size: SIZE.small, font: KAI_FONT })];
    case 'pageBreak':
      return [new Paragraph({ children: [new PageBreak()] })];
    default:
      return assertNever(block);
  }
}

const linesOf = (text: string) => text.split(/\r?\n/);

function line(text: string, layout: IParagraphOptions = {}, run: IRunOptions = {}): Paragraph {
  return new Paragraph({ ...layout, children: [new TextRun({ ...run, text })] });
}

/** A line, a paragraph. One line of a tag is a control; several lie between its marks alone: not every program keeps more. */
function paragraphsOf(text: string, layout: IParagraphOptions, tag: string | undefined): Drawn[] {
  const lines = linesOf(text);
  if (tag === undefined) return lines.map((each) => line(each, layout));
  if (lines.length === 1) return [new Paragraph({ ...layout, children: runsOf(text, {}, tag) })];
  const { start, end } = marksOf(tag);
  return lines.map((each, at) => {
    const run = new TextRun({ text: each });
    const children = [...(at === 0 ? [start] : []), run, ...(at === lines.length - 1 ? [end] : [])];
    return new Paragraph({ ...layout, children });
  });
}

const laidOut = (align: Align): IParagraphOptions => ({
  alignment: ALIGN[align],
  ...(align === 'justify' && { indent: { firstLine: INDENT } }),
});

function fieldOf({ label, value, tag }: { label: string; value: string; tag?: string }): Paragraph {
  return new Paragraph({
    ...laidOut('justify'),
    children: [new TextRun({ text: `${label}：` }), ...runsOf(value, {}, tag)],
  });
}

/** Several lines of one paragraph. */
function runsOf(text: string, run: IRunOptions, tag: string | null | undefined): TextRun[] {
  const runs = linesOf(text).map(
    (each, at) => new TextRun({ ...run, text: each, ...(at > 0 && { break: 1 }) }),
  );
  if (typeof tag !== 'string') return runs;
  const { start, end } = marksOf(tag);
  return [start, control(tag, runs), end];
}

/**
 * A structured content control: in Word and WPS its text is edited as any other, and its tag tells which field came back.
 * Can't be deleted by a slip of the hand.
 */
function control(tag: string, children: readonly TextRun[]): TextRun {
  const value = (name: string, val: string) =>
    new BuilderElement<{ val: string }>({ name, attributes: { val: { key: 'w:val', value: val } } });
  const properties = new BuilderElement({
    name: 'w:sdtPr',
    children: [value('w:tag', tag), value('w:lock', 'sdtLocked')],
  });
  const content = new BuilderElement({ name: 'w:sdtContent', children });
  // A control stands where its content may stand; the library knows no such thing, so it is told so.
  return new Control([properties, content]) as unknown as TextRun;
}

/**
 * The same tag as a bookmark (no dots, they may not stand in one): word processors that know no content controls, or write
 * them without their tags, keep these.
 */
function marksOf(tag: string): { start: TextRun; end: TextRun } {
  const id = bookmarkUniqueNumericId();
  const [start, end] = [new BookmarkStart(bookmarkOf(tag), id), new BookmarkEnd(id)];
  // They stand among runs; the library knows them in a `Bookmark` alone, which can't be around a control or over paragraphs.
  return { start: start as unknown as TextRun, end: end as unknown as TextRun };
}

class Control extends XmlComponent {
  readonly fileChild = Symbol();

  constructor(parts: readonly XmlComponent[]) {
    super('w:sdt');
    this.root.push(...parts);
  }
}

const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' };

function tableOf({ columns, rows, tags, empty }: PaperTable, width: number): Table {
  const asked = columns.reduce((sum, { widthMm }) => sum + widthMm, 0) * MM;
  const widths = columns.map(({ widthMm }) => Math.floor((widthMm * MM * Math.min(asked, width)) / asked));
  const cell = (
    text: string,
    place: number,
    layout: { align: Align; tag?: string | null; isHead?: boolean },
  ) => {
    const run = { size: SIZE.small, ...(layout.isHead === true && { font: HEI_FONT }) };
    return new TableCell({
      width: { size: widths[place] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: 60, right: 60, top: 30, bottom: 30 },
      children: [
        new Paragraph({ ...TIGHT, alignment: ALIGN[layout.align], children: runsOf(text, run, layout.tag) }),
      ],
    });
  };
  const body = rows.map((row, index) => {
    const children = row.map((text, place) =>
      cell(text, place, { align: columns[place]?.align ?? 'left', tag: tags?.[index]?.[place] }),
    );
    return new TableRow({ cantSplit: true, children });
  });
  const nothing = new TableRow({
    children: [
      new TableCell({
        columnSpan: columns.length,
        children: [line(empty ?? '', { ...TIGHT, alignment: AlignmentType.CENTER }, { size: SIZE.small })],
      }),
    ],
  });
  return new Table({
    width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: {
      top: THIN,
      bottom: THIN,
      left: THIN,
      right: THIN,
      insideHorizontal: THIN,
      insideVertical: THIN,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        height: { value: 480, rule: HeightRule.ATLEAST },
        children: columns.map(({ title }, place) => cell(title, place, { align: 'center', isHead: true })),
      }),
      ...(rows.length === 0 && empty !== undefined ? [nothing] : body),
    ],
  });
}

const TIGHT = {
  spacing: { line: 340, lineRule: LineRuleType.AT_LEAST },
} as const satisfies IParagraphOptions;

/** One clear dot: for a figure nobody made a PNG of, which then only newer versions of Word show. */
const EMPTY_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII=',
  'base64',
);
const DOTS_PER_MM = 96 / 25.4;

function figureOf({ title, svg, png, widthMm, heightMm }: Figure): Drawn[] {
  const transformation = { width: widthMm * DOTS_PER_MM, height: heightMm * DOTS_PER_MM };
  const picture = new ImageRun({
    type: 'svg',
    data: Buffer.from(svg, 'utf8'),
    transformation,
    fallback: { type: 'png', data: Buffer.from(png ?? EMPTY_PNG) },
    altText: { name: title, title, description: title },
  });
  const free = { spacing: { line: 240, lineRule: LineRuleType.AUTO } };
  return [
    new Paragraph({ ...free, alignment: AlignmentType.CENTER, keepNext: true, children: [picture] }),
    line(title, { alignment: AlignmentType.CENTER }, { size: SIZE.small, font: HEI_FONT }),
  ];
}

/** — 1 — in 四号, one character from the outer edge: odd pages at the right, even ones at the left. */
function pageNumber(side: 'left' | 'right'): Footer {
  const run = new TextRun({ size: SIZE.four, font: SONG_FONT, children: ['— ', PageNumber.CURRENT, ' —'] });
  return new Footer({
    children: [new Paragraph({ alignment: ALIGN[side], indent: { [side]: INDENT / 2 }, children: [run] })],
  });
}

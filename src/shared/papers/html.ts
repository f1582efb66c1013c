import { assertNever } from '../assert-never';
import type { Block, Figure, Paper, PaperTable } from './paper';

const TITLE_FONTS =
  "'方正小标宋简体','方正小标宋_GBK','FZXiaoBiaoSong-B05S','宋体','SimSun','Noto Serif CJK SC',serif";
const BODY_FONTS =
  "'仿宋_GB2312','仿宋','FangSong','STFangsong','方正仿宋_GBK','Noto Serif CJK SC','宋体','SimSun',serif";
const HEADING_FONTS = "'黑体','SimHei','Noto Sans CJK SC','Source Han Sans SC',sans-serif";
const SECOND_FONTS = "'楷体_GB2312','楷体','KaiTi','STKaiti','Noto Serif CJK SC',serif";

/** GB/T 9704: 上 37 mm, 左 28 mm, the type area 156 × 225 mm; a landscape sheet is the same one turned, bound at its upper edge (§7.6). */
const PAGE = {
  portrait: 'size: A4 portrait; margin: 37mm 26mm 35mm 28mm;',
  landscape: 'size: A4 landscape; margin: 28mm 37mm 26mm 35mm;',
} as const;
/** 三号 body and 二号 title upright; a wide table is read at 小四. */
const SIZES = {
  portrait: { body: '16pt', line: '28pt', title: '22pt', table: '12pt' },
  landscape: { body: '12pt', line: '20pt', title: '18pt', table: '10.5pt' },
} as const;

/**
 * The paper as one page of HTML in the look of GB/T 9704, for layout to PDF and for print. All text is escaped; the page
 * has no script, and its policy lets nothing be loaded. Pure.
 */
export function paperHtml(paper: Paper): string {
  const { title, subtitle, orientation, blocks } = paper;
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    `<meta http-equiv="content-security-policy" content="${PAPER_POLICY}">`,
    `<title>${escaped(title)}</title><style>${styleOf(orientation)}</style></head><body>`,
    `<h1>${escaped(title)}</h1>`,
    subtitle === undefined ? '' : `<p class="subtitle">${escaped(subtitle)}</p>`,
    ...blocks.map(blockHtml),
    '</body></html>',
  ].join('');
}

/** What a page of ours may load: its own style and pictures it brings along. */
export const PAPER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1}>${escaped(block.text)}</h${block.level + 1}>`;
    case 'paragraph':
      return `<p class="${block.align ?? 'justify'}">${lines(block.text)}</p>`;
    case 'fields':
      return `<dl>${block.rows
        .map(({ label, value }) => `<div><dt>${escaped(label)}：</dt><dd>${lines(value)}</dd></div>`)
        .join('')}</dl>`;
    case 'table':
      return tableHtml(block);
    case 'figure':
      return figureHtml(block);
    case 'note':
      return `<p class="note">${lines(block.text)}</p>`;
    case 'pageBreak':
      return '<div class="break"></div>';
    default:
      return assertNever(block);
  }
}

function tableHtml({ columns, rows, empty }: PaperTable): string {
  const widths = columns.map(({ widthMm }) => `<col style="width:${Number(widthMm)}mm">`).join('');
  const head = columns.map(({ title }) => `<th scope="col">${lines(title)}</th>`).join('');
  const cell = (text: string, at: number) =>
    `<td class="${columns[at]?.align ?? 'left'}">${lines(text)}</td>`;
  const body =
    rows.length === 0 && empty !== undefined
      ? `<tr><td class="center" colspan="${columns.length}">${lines(empty)}</td></tr>`
      : rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('');
  return `<table><colgroup>${widths}</colgroup><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** As a picture of its own: what stands in an SVG can then reach nothing of the page. */
function figureHtml({ title, svg, widthMm, heightMm }: Figure): string {
  const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  const size = `width:${Number(widthMm)}mm;height:${Number(heightMm)}mm`;
  return `<figure><img alt="${escaped(title)}" style="${size}" src="${escaped(source)}"><figcaption>${escaped(title)}</figcaption></figure>`;
}

/** A figure that fills a page of its own, to be taken as a picture. */
export function figurePageHtml({ svg }: Figure): string {
  const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><style>html,body{margin:0;background:#fff;overflow:hidden}img{display:block;width:100vw;height:100vh}</style></head><body><img alt="" decoding="sync" src="${escaped(source)}"></body></html>`;
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');
}

function lines(text: string): string {
  return escaped(text).replace(/\r?\n/g, '<br>');
}

function styleOf(orientation: Paper['orientation']): string {
  const { body, line, title, table } = SIZES[orientation];
  return [
    `@page { ${PAGE[orientation]} }`,
    `* { box-sizing: border-box } html, body { margin: 0; background: #fff; color: #000 }`,
    `body { font-family: ${BODY_FONTS}; font-size: ${body}; line-height: ${line}; overflow-wrap: anywhere }`,
    `h1 { font-family: ${TITLE_FONTS}; font-size: ${title}; line-height: 1.5; font-weight: 400; text-align: center; margin: 0 0 ${line} }`,
    `h2 { font-family: ${HEADING_FONTS}; font-size: ${body}; line-height: ${line}; font-weight: 400; margin: 0; text-indent: 2em; break-after: avoid }`,
    `h3 { font-family: ${SECOND_FONTS}; font-size: ${body}; line-height: ${line}; font-weight: 400; margin: 0; text-indent: 2em; break-after: avoid }`,
    `h4 { font-size: ${body}; line-height: ${line}; font-weight: 700; margin: 0; text-indent: 2em; break-after: avoid }`,
    `p { margin: 0 } .justify { text-align: justify; text-indent: 2em } .left { text-align: left } .center { text-align: center } .right { text-align: right }`,
    `.subtitle { text-align: center; margin-bottom: ${line} } .note { font-size: ${table}; line-height: 1.5; margin-top: 2mm }`,
    `dl { margin: 0 } dl > div { display: flex } dt { flex: none } dd { margin: 0; flex: 1 }`,
    `table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: ${table}; line-height: 1.4; margin: 2mm 0 }`,
    `th, td { border: 0.35mm solid #000; padding: 1mm 1.2mm; vertical-align: middle } th { font-family: ${HEADING_FONTS}; font-weight: 400; text-align: center }`,
    `thead { display: table-header-group } tr { break-inside: avoid }`,
    `figure { margin: 2mm 0; text-align: center; break-inside: avoid } figcaption { font-size: ${table}; line-height: 1.5 } .break { break-after: page }`,
  ].join('\n');
}

import { XMLParser } from 'fast-xml-parser';
import { MAX_ATTACHMENT_BYTES } from '../../../shared/attachments/attachment';
import { FileError } from '../../../shared/attachments/file-error';
import { unzip, type ZipEntry } from '../../../shared/attachments/office/zip';
import { kindOf } from '../../../shared/attachments/kind';
import type { NotRead } from '../../../shared/investigation/views';
import { tagOfBookmark } from '../../../shared/papers/paper';
import { fileTools } from '../attachments/file-tools';

export type DocumentFields =
  { ok: true; fields: ReadonlyMap<string, string> } | { ok: false; reason: NotRead };

const MAIN = 'word/document.xml';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
/** A report of some pages has a tenth of it. */
const MAX_DOCUMENT_BYTES = 8_000_000;
const MACROS = /vbaProject|vbaData|activeX|macrosheet/i;
const EMBEDDED = /^word\/(embeddings|afchunk)/i;

/**
 * The texts of a document's content controls, by their tags: what came back from a word processor. A document that brings
 * macros, links out of itself, entities, or more than its size lets one expect, is not read at all. Never throws.
 */
export function readControls(bytes: Uint8Array): DocumentFields {
  if (bytes.length > MAX_ATTACHMENT_BYTES) return { ok: false, reason: 'too_large' };
  try {
    if (kindOf(bytes) !== 'zip') return { ok: false, reason: 'other_type' };
    return controlsOf(unzip(bytes, fileTools));
  } catch (error) {
    return { ok: false, reason: error instanceof FileError ? error.reason : 'damaged' };
  }
}

function controlsOf(entries: readonly ZipEntry[]): DocumentFields {
  const refused = (reason: NotRead): DocumentFields => ({ ok: false, reason });
  if (entries.some(({ name }) => MACROS.test(name))) return refused('macros');
  if (entries.some(({ name }) => EMBEDDED.test(name))) return refused('embedded');
  const textOf = (wanted: string) => {
    const found = entries.find(({ name }) => name === wanted);
    return found && fileTools.decodeUtf8(found.bytes);
  };
  const types = textOf('[Content_Types].xml');
  if (types === undefined) return refused('archive');
  if (/macroEnabled/i.test(types)) return refused('macros');
  if (!types.includes(`"${DOCX}"`)) return refused('other_type');
  for (const { name, bytes } of entries) {
    if (!name.endsWith('.rels')) continue;
    // Also written with entities or other quotes: any word of it is enough.
    if (/External/i.test(fileTools.decodeUtf8(bytes))) return refused('external');
  }
  const main = entries.find(({ name }) => name === MAIN);
  if (main === undefined) return refused('other_type');
  if (main.bytes.length > MAX_DOCUMENT_BYTES) return refused('too_complex');
  const xml = fileTools.decodeUtf8(main.bytes);
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return refused('embedded');
  const fields = new Map<string, string>();
  const nodes = parser.parse(xml) as Node[];
  for (const { tag, text } of findControls(nodes)) {
    // Copied with its control: which of the two is meant, nobody could say.
    if (fields.has(tag) && fields.get(tag) !== text) return refused('twice');
    fields.set(tag, text);
  }
  for (const [tag, text] of findBookmarks(nodes)) if (!fields.has(tag)) fields.set(tag, text);
  return fields.size === 0 ? refused('not_a_report') : { ok: true, fields };
}

/** As the parser keeps order: one key for the element's name, `:@` for its attributes. */
type Node = Record<string, unknown>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  processEntities: true,
  maxNestedTags: 200,
});

function nameOf(node: Node): string {
  return Object.keys(node).find((key) => key !== ':@') ?? '';
}

function childrenOf(node: Node): Node[] {
  const inner = node[nameOf(node)];
  return Array.isArray(inner) ? (inner as Node[]) : [];
}

function attribute(node: Node, name: string): string {
  const value = (node[':@'] as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}

function* findControls(nodes: readonly Node[]): Generator<{ tag: string; text: string }> {
  for (const node of nodes) {
    if (nameOf(node) === 'w:sdt') {
      const parts = childrenOf(node);
      const properties = parts.filter((part) => nameOf(part) === 'w:sdtPr').flatMap(childrenOf);
      const mark = properties.find((part) => nameOf(part) === 'w:tag');
      const content = parts.filter((part) => nameOf(part) === 'w:sdtContent').flatMap(childrenOf);
      const isEmptyAgain = properties.some((part) => nameOf(part) === 'w:showingPlcHdr');
      if (mark) yield { tag: attribute(mark, 'w:val'), text: isEmptyAgain ? '' : readable(content) };
    }
    yield* findControls(childrenOf(node));
  }
}

/** What stands between the marks of a tag, where its control was lost on the way. */
function findBookmarks(nodes: readonly Node[]): Map<string, string> {
  const found = new Map<string, string>();
  const open = new Map<string, { tag: string; text: string }>();
  walk(nodes, (node, text) => {
    const id = attribute(node, 'w:id');
    const tag = tagOfBookmark(attribute(node, 'w:name'));
    if (nameOf(node) === 'w:bookmarkStart' && tag !== undefined) open.set(id, { tag, text: '' });
    else if (nameOf(node) === 'w:bookmarkEnd') {
      const mark = open.get(id);
      if (mark) found.set(mark.tag, mark.text);
      open.delete(id);
    } else for (const mark of open.values()) mark.text += text;
  });
  return found;
}

/** Lines of text, as they are read. */
function readable(nodes: readonly Node[]): string {
  let out = '';
  walk(nodes, (node, text) => {
    // A paragraph begins a line, but for the first.
    if (nameOf(node) !== 'w:p' || out !== '') out += text;
  });
  return out;
}

/** Each element in its order, with the text that it is by itself; changes that are suggested count as made. */
function walk(nodes: readonly Node[], meet: (node: Node, text: string) => void): void {
  for (const node of nodes) {
    const name = nameOf(node);
    if (name === 'w:del' || name === 'w:instrText' || name === 'w:moveFrom') continue;
    meet(node, textOfNode(node, name));
    if (name !== 'w:t') walk(childrenOf(node), meet);
  }
}

function textOfNode(node: Node, name: string): string {
  if (name === 'w:t')
    return childrenOf(node)
      .map((part) => (typeof part['#text'] === 'string' ? part['#text'] : ''))
      .join('');
  if (name === 'w:p' || name === 'w:br' || name === 'w:cr') return '\n';
  return name === 'w:tab' ? '\t' : '';
}

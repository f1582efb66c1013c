import { refuse } from '../file-error';
import type { AttachmentType } from '../attachment';
import { cleanImage } from '../images/image';
import type { FileTools } from '../tools';
import { cleanXml } from './xml';
import { unzip, zip, type ZipEntry } from './zip';

const MAIN = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
} as const;
const CONTENT_TYPES = '[Content_Types].xml';

/** Parts that say who made the document and are not needed to read it. */
const LEFT_OUT =
  /^(docProps\/|customXml\/|docMetadata\/|word\/people\.xml|word\/comments(Extended|Extensible|Ids)\.xml|xl\/threadedComments\/|word\/glossary\/|xl\/persons\/|xl\/revisions\/|xl\/userNames|(word|xl)\/printerSettings\/|_xmlsignatures\/|xl\/customProperty|word\/thumbnail|package\/)/i;
const MACROS = /vbaProject|vbaData|macrosheet|activeX|\.vba/i;

/**
 * A Word or Excel document without core, app and custom properties, authors of comments and changes, editing sessions,
 * paths, thumbnails and printer data; its pictures are cleaned too. Refuses macros, embedded objects, pictures that
 * cannot be cleaned (EMF, WMF, SVG), archives that are no document. Throws FileError.
 */
export function cleanOffice(
  bytes: Uint8Array,
  tools: FileTools,
): { type: Extract<AttachmentType, 'docx' | 'xlsx'>; bytes: Uint8Array } {
  const entries = unzip(bytes, tools);
  const contents = entries.find(({ name }) => name === CONTENT_TYPES);
  if (contents === undefined) return refuse('archive');
  if (entries.some(({ name }) => MACROS.test(name))) refuse('macros');
  const types = textOf(contents, tools);
  if (/macroEnabled/i.test(types)) refuse('macros');
  const type = types.includes(`"${MAIN.docx}"`) ? 'docx' : types.includes(`"${MAIN.xlsx}"`) ? 'xlsx' : null;
  if (type === null) return refuse('other_type');
  const cleaned = entries
    .filter(({ name }) => !LEFT_OUT.test(name))
    .map((entry) => ({ name: entry.name, bytes: cleanPart(entry, tools) }));
  return { type, bytes: zip(cleaned, tools) };
}

function cleanPart(entry: ZipEntry, tools: FileTools): Uint8Array {
  const { name, bytes } = entry;
  if (/\.(jpe?g|png|webp)$/i.test(name)) return cleanImage(bytes, tools).bytes;
  if (name === CONTENT_TYPES)
    return tools.encodeUtf8(cleanXml(withoutLeftOut(textOf(entry, tools), 'Override', 'PartName')));
  if (/\.rels$/i.test(name)) return tools.encodeUtf8(cleanRelationships(textOf(entry, tools)));
  if (/\.(xml|vml)$/i.test(name)) return tools.encodeUtf8(cleanXml(textOf(entry, tools)));
  return refuse('embedded');
}

function textOf({ bytes }: ZipEntry, tools: FileTools): string {
  try {
    return tools.decodeUtf8(bytes);
  } catch {
    return refuse('damaged');
  }
}

/** Without the lines about parts that are left out. */
function withoutLeftOut(xml: string, element: string, attribute: string): string {
  return xml.replace(
    new RegExp(`<${element}\\s[^>]*?${attribute}\\s*=\\s*"/?([^"]*)"[^>]*/>`, 'g'),
    (line, part: string) => (LEFT_OUT.test(part) ? '' : line),
  );
}

/** Links of a part: those to what is left out go, and so do templates and linked files, which are paths of a PC. */
function cleanRelationships(xml: string): string {
  const kept = xml.replace(/<Relationship\s[^>]*\/>/g, (line) => {
    const target = /\sTarget\s*=\s*"([^"]*)"/.exec(line)?.[1] ?? '';
    const type = /\sType\s*=\s*"([^"]*)"/.exec(line)?.[1] ?? '';
    if (/oleObject|package$|externalLinkPath|control/i.test(type)) refuse('embedded');
    const isExternal = /\sTargetMode\s*=\s*"External"/.test(line);
    if (isExternal && !/^(https?|mailto):/i.test(target)) {
      // A picture that is not inside, or a path: the link stays so that the text can be read, its place is not told.
      return line.replace(/\sTarget\s*=\s*"[^"]*"/, ' Target="about:blank"');
    }
    const isLeftOut =
      /(core|extended|custom)-properties|metadata\/thumbnail|customXml|printerSettings|attachedTemplate|\/(people|person)$|glossaryDocument|commentsIds|commentsExten|threadedComment|digital-signature/i.test(
        type,
      );
    return isLeftOut ? '' : line;
  });
  return cleanXml(kept);
}

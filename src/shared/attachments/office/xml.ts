import { refuse } from '../file-error';

/** Attributes that say who did something, when, or where a file lay; whatever their prefix. */
const TELLING = new Set([
  ...['author', 'initials', 'date', 'dateUtc', 'dT', 'lastEditedBy', 'userName', 'userId', 'providerId'],
  ...[
    'rsidR',
    'rsidRPr',
    'rsidP',
    'rsidDel',
    'rsidSect',
    'rsidRDefault',
    'rsidTr',
    'paraId',
    'textId',
    'editId',
  ],
  ...['anchorId', 'codeName', 'guid', 'lastGuid', 'presenceInfo', 'appName'],
]);

/** Whole elements that hold nothing but such things; whatever their prefix. */
const LEFT_OUT = [
  ...[
    'rsids',
    'docVars',
    'absPath',
    'fileSharing',
    'attachedTemplate',
    'docId',
    'persistentDocumentId',
    'mailMerge',
  ],
  ...[
    'fileVersion',
    'revisionPtr',
    'creationId',
    'modId',
    'uniqueId',
    'smartTagType',
    'webPublishing',
    'presenceInfo',
  ],
  ...['documentId', 'saveThroughXslt', 'customWorkbookViews', 'customSheetViews'],
];

/** Names of pictures and drawings: an editor puts the name of the file there. */
const DRAWINGS = /^(docPr|cNvPr|imagedata|shape)$/;
const DRAWING_NAMES = new Set(['name', 'descr', 'title', 'href', 'alt']);

const TAG = /<(\/?)((?:[\w.-]+:)?([\w.-]+))((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;
const ATTRIBUTE = /\s+((?:[\w.-]+:)?([\w.-]+))\s*=\s*("[^"<]*"|'[^'<]*')/g;

/**
 * A part of a document without the traces of who made it: authors, editing sessions, paths, comments between tags. The
 * text that a person wrote is left as it is. Throws FileError for XML with a DTD or what is not well formed enough to
 * be sure of.
 */
export function cleanXml(text: string): string {
  if (/<!(DOCTYPE|ENTITY|\[CDATA\[)/i.test(text)) refuse('embedded');
  let xml = text
    .replace(/^\uFEFF/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<\?(?!xml\s)[\s\S]*?\?>/g, '');
  for (const name of LEFT_OUT) {
    const open = `<((?:[\\w.-]+:)?${name})(?=[\\s/>])`;
    xml = xml.replace(new RegExp(`${open}[^>]*?/>`, 'g'), '');
    xml = xml.replace(new RegExp(`${open}[^>]*>[\\s\\S]*?</\\1\\s*>`, 'g'), '');
  }
  // Names of those who commented stand as text in a spreadsheet.
  xml = xml.replace(/(<(?:[\w.-]+:)?author(?:\s[^>]*)?>)[^<]*(?=<\/)/g, '$1');
  const rest = xml.replace(TAG, '').replace(/<\?xml\s[^?]*\?>/, '');
  if (rest.includes('<')) refuse('damaged');
  return xml.replace(
    TAG,
    (_tag, closing: string, name: string, local: string, attributes: string, empty: string) =>
      `<${closing}${name}${cleanAttributes(local, attributes)}${empty}>`,
  );
}

function cleanAttributes(element: string, attributes: string): string {
  return attributes.replace(ATTRIBUTE, (whole: string, name: string, local: string) => {
    if (name.startsWith('xmlns')) return whole;
    if (DRAWINGS.test(element) && DRAWING_NAMES.has(local)) return local === 'name' ? ` ${name}=""` : '';
    if (!TELLING.has(local)) return whole;
    // It must be there, and may be empty.
    return local === 'author' ? ` ${name}=""` : '';
  });
}

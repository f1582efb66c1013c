import { refuse } from '../file-error';
import { nameOf, type PdfValue } from './values';

/** Of these dictionaries only what is needed to show the pages. */
const CATALOGUE = set('Type Pages PageLabels Outlines Dests Names PageLayout PageMode OCProperties Version');
const PAGE = set(
  'Type Parent Kids Count Resources MediaBox CropBox BleedBox TrimBox ArtBox Rotate Contents Annots Group UserUnit',
);
const ANNOTATION = set(
  'Type Subtype Rect AP AS F Border BS BE C IC Contents QuadPoints InkList L LE Vertices CL DA DS Q A Dest H CA Name RD',
);
const OUTLINE = set('Title Parent Prev Next First Last Count Dest A C F Type');

/** Everywhere. */
const LEFT_OUT = set(
  'Metadata PieceInfo LastModified CreatorInfo Creator Producer Author Info JS JavaScript AA OpenAction StructParents ' +
    'StructParent OPI Alternates AF ID Thumb Perms Private CreationDate ModDate Lang AcroForm DSS Legal SourceInfo Popup',
);

/** What would be lost, or would act, without a person seeing it. */
const REFUSED_ANNOTATIONS = set('FileAttachment Sound Movie Screen RichMedia 3D TrapNet Redact');
const SAFE_ACTIONS = set('GoTo URI Named');

/** Where a string shows something, or names a place in the file. Any other is written down empty. */
const SHOWN_STRINGS = set(
  'Contents Title URI DA D Dest Names Limits Nums P Lookup Registry Ordering Name CA',
);
/** Streams that do not say themselves what they are: known by what points at them. */
const KNOWN_STREAMS = set(
  'Contents FontFile FontFile2 FontFile3 ToUnicode CIDToGIDMap JBIG2Globals Lookup CharProcs Encoding UseCMap',
);

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

export type Entries = ReadonlyMap<string, PdfValue>;
export type Resolve = (value: PdfValue | undefined) => PdfValue | undefined;

/** The entries of a dictionary that may stay. Throws FileError where the file carries what cannot be cleaned. */
export function keptEntries(entries: Entries, resolve: Resolve): [string, PdfValue][] {
  const type = nameOf(resolve(entries.get('Type')));
  const subtype = nameOf(resolve(entries.get('Subtype')));
  if (entries.has('EF') || entries.has('EmbeddedFiles') || entries.has('XFA') || entries.has('Collection')) {
    refuse('embedded');
  }
  if (type === 'Catalog') {
    refuseForms(entries, resolve);
    return only(entries, CATALOGUE);
  }
  if (type === 'Page' || type === 'Pages') return only(entries, PAGE);
  if (entries.has('Rect') && subtype !== undefined) {
    if (REFUSED_ANNOTATIONS.has(subtype)) refuse('embedded');
    return only(entries, ANNOTATION).filter(([name, value]) => name !== 'A' || isSafeAction(value, resolve));
  }
  if (entries.has('Title') && (entries.has('Parent') || entries.has('Dest') || entries.has('A'))) {
    return only(entries, OUTLINE).filter(([name, value]) => name !== 'A' || isSafeAction(value, resolve));
  }
  return [...entries].filter(([name]) => !LEFT_OUT.has(name));
}

/** `key`: of the entry that holds it, or the array it is in. */
export function isShown(key: string): boolean {
  return SHOWN_STRINGS.has(key);
}

/** True for a stream that draws, or that something drawn needs; what a profile or a description holds is neither. */
export function isDrawn(entries: Entries, key: string, resolve: Resolve): boolean {
  if (nameOf(resolve(entries.get('Type'))) === 'Metadata') return false;
  const subtype = nameOf(resolve(entries.get('Subtype')));
  if (subtype === 'Image' || subtype === 'Form') return true;
  const isSaid = ['PatternType', 'ShadingType', 'FunctionType', 'HalftoneType'].some((name) =>
    entries.has(name),
  );
  return isSaid || nameOf(resolve(entries.get('Type'))) === 'CMap' || KNOWN_STREAMS.has(key);
}

function only(entries: Entries, names: ReadonlySet<string>): [string, PdfValue][] {
  return [...entries].filter(([name]) => names.has(name));
}

/** A form of data (XFA) draws itself; a plain one is drawn on its pages already and goes without its fields. */
function refuseForms(entries: Entries, resolve: Resolve): void {
  const form = resolve(entries.get('AcroForm'));
  if (form?.kind === 'dict' && form.entries.has('XFA')) refuse('embedded');
}

function isSafeAction(value: PdfValue, resolve: Resolve): boolean {
  const action = resolve(value);
  return action?.kind === 'dict' && SAFE_ACTIONS.has(nameOf(resolve(action.entries.get('S'))) ?? '');
}

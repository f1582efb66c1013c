// What a Linux binary wants of the C library, read from its own version needs (the section SHT_GNU_verneed).
import { readFileSync } from 'node:fs';

const MAGIC = 0x464c457f; // "\x7fELF", little endian
const SIXTY_FOUR_BITS = 2;
const LITTLE_ENDIAN = 1;
const VERSION_NEEDS = 0x6ffffffe;
const SECTION_BYTES = 64;

/** @returns {boolean} by its first bytes, whatever its name */
export const isElf = (bytes) => bytes.length > SECTION_BYTES && bytes.readUInt32LE(0) === MAGIC;

/** The newest GLIBC_x.y that this binary names, or null where it names none. @returns {string | null} */
export function glibcFloor(file) {
  const versions = versionsNeeded(file).flatMap((name) => /^GLIBC_([\d.]+)$/.exec(name)?.[1] ?? []);
  return versions.sort(compareVersions).at(-1) ?? null;
}

/** Every version of every library that this binary names: GLIBC_2.14, GLIBCXX_3.4.29 … @returns {string[]} */
export function versionsNeeded(file) {
  const bytes = readFileSync(file);
  if (!isElf(bytes) || bytes[4] !== SIXTY_FOUR_BITS || bytes[5] !== LITTLE_ENDIAN) return [];
  const sections = sectionsOf(bytes);
  const needs = sections.find(({ type }) => type === VERSION_NEEDS);
  return needs === undefined ? [] : versionNames(bytes, needs, sections[needs.link]);
}

function sectionsOf(bytes) {
  const table = Number(bytes.readBigUInt64LE(0x28));
  const count = bytes.readUInt16LE(0x3c);
  return Array.from({ length: count }, (_, place) => {
    const at = table + place * SECTION_BYTES;
    return {
      type: bytes.readUInt32LE(at + 4),
      offset: Number(bytes.readBigUInt64LE(at + 24)),
      link: bytes.readUInt32LE(at + 40),
      count: bytes.readUInt32LE(at + 44),
    };
  });
}

/** One entry a library that is needed, each with a chain of the versions that are needed of it. */
function versionNames(bytes, { offset, count }, names) {
  const found = [];
  for (let library = 0, at = offset; library < count; library += 1) {
    let version = at + bytes.readUInt32LE(at + 8);
    for (let left = bytes.readUInt16LE(at + 2); left > 0; left -= 1) {
      const name = names.offset + bytes.readUInt32LE(version + 8);
      found.push(bytes.toString('latin1', name, bytes.indexOf(0, name)));
      version += bytes.readUInt32LE(version + 12);
    }
    at += bytes.readUInt32LE(at + 12);
  }
  return found;
}

/** Dotted numbers, part by part. */
export function compareVersions(one, other) {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  for (let part = 0; part < Math.max(left.length, right.length); part += 1) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

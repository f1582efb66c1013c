/** Calls in a block. Large enough for a few hundred blocks over years, small enough that one is made in a few turns. */
export const BLOCK_CALLS = 1_024;

const ID_CHARACTERS = 36;
const PLACE_BYTES = 2;
const MARK_BYTES = BLOCK_CALLS / 8;

/** Ids of calls (UUIDs), one after the other. Throws where one would not be found again. */
export function packIds(ids: readonly string[]): string {
  if (ids.some((id) => id.length !== ID_CHARACTERS)) throw new Error('An id of a call is a UUID');
  return ids.join('');
}

/** Those that stand at these places. */
export function idsAt(packed: string, places: readonly number[]): string[] {
  return places.map((place) => packed.slice(place * ID_CHARACTERS, (place + 1) * ID_CHARACTERS));
}

/** Some of a block's calls: a mark at the place of each. */
export class Marks {
  private readonly bytes = new Uint8Array(MARK_BYTES);

  constructor(places: readonly number[] = []) {
    for (const place of places) this.set(place);
  }

  /** Places of two bytes each, or the marks themselves where they are shorter. */
  static unpack(packed: Buffer): Marks {
    const marks = new Marks();
    if (packed.length === MARK_BYTES) marks.bytes.set(packed);
    else for (let at = 0; at < packed.length; at += PLACE_BYTES) marks.set(packed.readUInt16LE(at));
    return marks;
  }

  pack(): Buffer {
    const places = this.places();
    if (places.length * PLACE_BYTES >= MARK_BYTES) return Buffer.from(this.bytes);
    const list = Buffer.alloc(places.length * PLACE_BYTES);
    for (const [at, place] of places.entries()) list.writeUInt16LE(place, at * PLACE_BYTES);
    return list;
  }

  /** Keeps what stands in both; false where that is nothing. */
  narrow(other: Marks): boolean {
    let any = 0;
    for (let at = 0; at < MARK_BYTES; at += 1) any |= this.bytes[at]! &= other.bytes[at]!;
    return any !== 0;
  }

  widen(other: Marks): void {
    for (let at = 0; at < MARK_BYTES; at += 1) this.bytes[at]! |= other.bytes[at]!;
  }

  /** Rising. */
  places(): number[] {
    const places: number[] = [];
    for (const [at, byte] of this.bytes.entries()) {
      for (let left = byte, place = at << 3; left !== 0; left >>= 1, place += 1)
        if (left & 1) places.push(place);
    }
    return places;
  }

  private set(place: number): void {
    this.bytes[place >> 3]! |= 1 << (place & 7);
  }
}

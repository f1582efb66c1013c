/** What bench and load generator say to each other over their pipe. */
export interface Load {
  /** Centers over one database; seats are dealt out to them in turn. */
  centers: string[];
  seats: { id: string; token: string }[];
  recordsEach: number;
  /** The center's key, raw, base64: each receipt is held to it once the clock has stopped. */
  key: { id: string; publicKey: string };
}

export interface LoadFigures {
  /** From the first connection to the last receipt. */
  allMs: number;
  batches: number;
  batchMs: { p50: number; p95: number; p99: number; max: number };
  /** Of everything else a seat asks when it is back: health, bundle by its ETag, changes. */
  otherMs: { p50: number; p95: number };
  /** Pushes answered by anything but 200, and connections that broke: each was tried again. */
  again: Record<string, number>;
  /** Records with a receipt that names them and whose signature holds. */
  proven: number;
  /** Receipts of the first answer, 201, and of a later one, 208. */
  created: number;
  known: number;
  loadCpuMs: number;
}

export type ToLoad = { kind: 'prepare'; load: Load } | { kind: 'go' };
export type FromLoad = { kind: 'ready'; bytes: number } | { kind: 'done'; figures: LoadFigures };

import type { Settings } from '../../shared/ipc/contract';
import type { Topic } from '../../shared/ipc/contract';

/** The operating system's key store (Electron's safeStorage), reached through the shell. */
export interface KeyStore {
  /** `backend` is recorded beside the wrapped key; `basic_text` and unknown count as not available. */
  describe(): Promise<{ isAvailable: boolean; backend: string }>;
  /** 32-byte key in base64 -> wrapped, base64. */
  wrap(keyBase64: string): Promise<string>;
  unwrap(wrappedBase64: string): Promise<string>;
}

/** electron-store, reached through the shell. */
export interface SettingsStore {
  load(): Promise<Settings>;
  save(settings: Settings): Promise<void>;
}

/** The system's file dialogs, reached through the shell. A path goes to the core alone, never to a window. */
export interface FileDialogs {
  /** Where to write a file of this name; null where the person thought better of it. */
  saveTo(fileName: string): Promise<string | null>;
  /** The answer to read. */
  openAnswer(): Promise<string | null>;
  /** A folder with an update, on a share or a stick. */
  openFolder(): Promise<string | null>;
}

/** What the system says of its printers: names may be persons', so how many is all that is asked. */
export interface PrinterList {
  count: number;
}
export type { PaperOffice } from './papers/office';

/** Tells the windows what changed; never carries data. */
export type Announce = (topic: Topic, ids?: readonly string[]) => void;

/** What the shell tells the core when it starts it. */
export interface CoreConfig {
  /** Folder of the encrypted store; exists and is the core's alone. */
  dataFolder: string;
  /** Path of the enrolment file to import when the store has none yet; may not exist. */
  enrolmentFile: string;
  version: string;
  runtime: string;
  isDemo: boolean;
  /** Demo and tests only, where no key store exists: stands in for typing it. Never set in a packaged app. */
  passphrase: string | null;
  /** better-sqlite3 binary for runtimes below Node-API 10; null takes the packaged one. */
  nativeBinding: string | null;
  /** File of the reader's worker; null: its questions are answered in the core's own thread (tests, harnesses). */
  readerScript: string | null;
  /** File of the thread that looks into attachments; none: the core's own thread does (tests, harnesses). */
  cleanerScript?: string | null;
  /** File of the thread that makes a backup; none: the core's own thread does (tests, harnesses). */
  backupScript?: string | null;
  /** The shell's log of closed words, for the support bundle. */
  logFile?: string;
  /** Where an administrator may have laid a policy file; the first that is there counts. */
  policyPlaces?: readonly string[];
  /** File of what the program carries of others; made by the build. */
  licencesFile?: string;
  /** File of the simulated callers; part of the app. */
  practiceCallers: string;
}

/** What a command says: for a person line by line, the last line for a machine. Exit code 1 only for a fault. */
export interface CommandReport {
  lines: string[];
  exitCode: 0 | 1;
}

/** What the core may write down: closed words and figures. No field can carry a caller's words, a name or a token. */
export interface LogEntry {
  event: 'request' | 'failure' | 'store' | 'enrolment' | 'policy' | 'bundle' | 'sync' | 'reader' | 'updates';
  /** Name of a request, a closed word of the core, or of the sync engine. */
  what: string;
  outcome?: string;
  ms?: number;
  count?: number;
  /** What a person is told for an `internal` failure, to find its line here. */
  logId?: string;
  /** Names of functions and lines of our own code; never an error's message. */
  frames?: string;
}
export type Log = (entry: LogEntry) => void;

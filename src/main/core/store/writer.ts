/** The one way to change the store: an IMMEDIATE transaction, whole or not at all. Throws a Refusal on disk trouble. */
export interface Writer {
  write<T>(change: () => T): T;
}

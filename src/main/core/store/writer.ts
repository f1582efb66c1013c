/** The one way to change the store: an IMMEDIATE transaction, whole or not at all. Throws a Refusal on disk trouble. */
export interface Writer {
  write<T>(change: () => T): T;
}

/** The same for what can wait: on a full disk it is refused, and the room kept for the call in hand is left alone. */
export interface SpareWriter extends Writer {
  writeSpare<T>(change: () => T): T;
}

/** Makes the compiler prove that a union was handled whole. Throws if data from outside slipped past its schema. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}

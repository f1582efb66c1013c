/** What the center asks of PostgreSQL, embedded or a server. Parameters are $1…; arrays go as arrays. */
export interface Queries {
  /** `R` is what the statement selects; columns of type bigint come as number or string, so read them with Number(). */
  query<R extends object>(text: string, parameters?: readonly unknown[]): Promise<R[]>;
}

export interface Database extends Queries {
  readonly kind: 'pglite' | 'postgres';
  /** Several statements without parameters. */
  script(text: string): Promise<void>;
  /**
   * Runs `work` in one READ COMMITTED transaction; committed when it resolves, rolled back when it throws. On a server
   * it may run again after a deadlock, so it must do nothing but query.
   */
  transaction<T>(work: (transaction: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

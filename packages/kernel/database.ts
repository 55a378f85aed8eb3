/** What the engine needs of a connection: a pool, or one transaction. Parameters are `$1…`. */
export interface Database {
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
  /** The same, as a named prepared statement: for statements of which there are few shapes and many calls. */
  prepared<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
  /** A statement that may take as long as it needs, such as building an index. */
  unhurried(text: string): Promise<void>;
  /**
   * Runs `work` in one transaction, committed when it resolves, rolled back when it throws.
   * On a database that already is a transaction it makes a savepoint. Inside, use only `tx`.
   */
  transaction<T>(work: (tx: Database) => Promise<T>): Promise<T>;
  /** true inside a transaction. */
  readonly isTransaction: boolean;
  /** Runs `work` after the (outermost) commit; at once when there is no transaction. */
  afterCommit(work: () => void): void;
}

export interface QueryResult<Row> {
  rows: Row[];
  rowCount: number;
}

/** Bytes that can be read anywhere. */
export interface RandomAccess {
  readonly size: number;
  /** As many bytes from `offset` on as there are, `length` at the most. */
  read(offset: number, length: number): Promise<Buffer>;
}

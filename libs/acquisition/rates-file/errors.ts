/** A file that holds no rates that can be read. Its message is a sentence that says where it is wrong, and what to do. */
export class RatesFileError extends Error {
  override readonly name = 'RatesFileError';
}

/** Writes to standard output: what was asked for, and nothing else. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Writes to standard error: what happens meanwhile. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** One JSON document for machines. */
export const printJson = (value: unknown): void =>
  print(JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part), 2));

import { createHash } from 'node:crypto';
import type { CarriedEvent } from '../copy/append-runs';
import type { Json } from '../port';
import { isEnding, isOfNewerFormat, readEnding, type Ending } from './ending';
import { ExportFileError } from './errors';
import { eventOf, parseLine, type LineProblem } from './line';
import { readLines, type Line } from './read-lines';
import { textOf } from './read-events';

/** What a whole export holds. */
export interface CheckedExport extends Ending {
  /** Streams that have events in it. */
  readonly streams: number;
}

const GET_IT_AGAIN = 'Nothing was imported: get the file again.';

const altered = (line: number, what: string, cause?: unknown): ExportFileError =>
  new ExportFileError('altered', line, `Line ${line} ${what}: it is not as it was exported. ${GET_IT_AGAIN}`, {
    cause,
  });

const isTelling = (error: unknown): error is LineProblem => error instanceof Error && error.name === 'LineProblem';

/** @throws ExportFileError */
function cloudEventOf({ number, bytes, isEnded }: Line): { readonly [key: string]: Json } {
  try {
    return parseLine(textOf(bytes));
  } catch (error) {
    if (!isEnded) {
      const message = `Line ${number} breaks off: the file was cut there. ${GET_IT_AGAIN}`;
      throw new ExportFileError('cut', number, message, { cause: error });
    }
    throw altered(number, isTelling(error) ? error.message : 'is not UTF-8', error);
  }
}

/** @throws ExportFileError */
function told<T>(line: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw isTelling(error) ? altered(line, error.message, error) : error;
  }
}

/** Half the room of an id as text. */
const packed = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('latin1');

/** Sees to it that events come in the order of their streams and of time, and each once. */
function createOrder(): { readonly streams: () => number; check(line: number, event: CarriedEvent): void } {
  const lastOf = new Map<string, { readonly revision: bigint; readonly recordedAt: string }>();
  const ids = new Set<string>();
  const refuse = (line: number, what: string): never => {
    throw new ExportFileError('out-of-order', line, `Line ${line}: ${what} ${GET_IT_AGAIN}`);
  };
  return {
    streams: () => lastOf.size,
    check(line, { id, type, stream, revision, recordedAt }) {
      const last = lastOf.get(stream);
      const due = last === undefined ? 0n : last.revision + 1n;
      const named = `${type} ${id} is revision ${revision} of ${stream}`;
      if (revision > due) refuse(line, `${named}, and revision ${due} does not come before it.`);
      if (revision < due) refuse(line, `${named}, which a line before it has already.`);
      if (last !== undefined && recordedAt < last.recordedAt)
        refuse(line, `${named}, and was recorded before the one ahead of it.`);
      const key = packed(id);
      if (ids.has(key)) refuse(line, `the id ${id} is that of an event in a line before it.`);
      ids.add(key);
      lastOf.set(stream, { revision, recordedAt });
    },
  };
}

function refuseUnlessSame(line: number, said: Ending, events: number, sha256: string): void {
  if (said.events !== events) {
    const message = `Line ${line} says that ${said.events} events come before it, and ${events} do. ${GET_IT_AGAIN}`;
    throw new ExportFileError(said.events > events ? 'cut' : 'altered', line, message);
  }
  if (said.sha256 !== sha256) {
    const message =
      `The lines before line ${line} have the SHA-256 ${sha256}, and were exported with ${said.sha256}: something in them ` +
      `was altered. ${GET_IT_AGAIN}`;
    throw new ExportFileError('altered', line, message);
  }
}

/**
 * Reads an export to its end: every line in form, every stream from its first event on without a gap, in the order of
 * recording, as many events as its last line says, and their SHA-256.
 * @throws ExportFileError naming the first line that is wrong, and how.
 */
export async function checkExport(
  file: AsyncIterable<Uint8Array>,
  onProgress: (events: number) => void = () => undefined,
): Promise<CheckedExport> {
  const hash = createHash('sha256');
  const order = createOrder();
  let ending: Ending | undefined;
  let events = 0;
  let last = 0;
  for await (const line of readLines(file)) {
    const { number, bytes } = line;
    last = number;
    if (ending !== undefined) throw altered(number, 'stands after the line that ends the export');
    const cloudEvent = cloudEventOf(line);
    if (isEnding(cloudEvent)) {
      if (isOfNewerFormat(cloudEvent)) {
        const message = 'The file was written by a newer version of Ovation: update, and import it then.';
        throw new ExportFileError('newer-version', number, message);
      }
      ending = told(number, () => readEnding(textOf(bytes), cloudEvent));
      refuseUnlessSame(number, ending, events, hash.digest('hex'));
      continue;
    }
    order.check(
      number,
      told(number, () => eventOf(cloudEvent)),
    );
    hash.update(bytes).update('\n');
    events += 1;
    onProgress(events);
  }
  if (ending !== undefined) return { ...ending, streams: order.streams() };
  const where = last === 0 ? 'is empty' : `ends with line ${last}, without the line that ends an export`;
  throw new ExportFileError('cut', last, `The file ${where}: it was cut. ${GET_IT_AGAIN}`);
}

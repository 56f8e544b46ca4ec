import { appendRuns, type AppendRunsOptions, type CarriedEvent } from '../copy/append-runs';
import { canonical } from '../canonical';
import type { EventStore } from '../port';
import { checkExport, type CheckedExport } from './check-export';
import { ExportFileError } from './errors';
import { readEvents } from './read-events';

export interface ImportExportOptions extends AppendRunsOptions {
  /** Told while the file is checked: events so far. */
  readonly onChecked?: (events: number) => void;
}

export interface ImportedExport extends CheckedExport {
  /** Events written now. */
  readonly imported: number;
  /** Events that were there already, all of them at the beginning of the file. */
  readonly alreadyThere: number;
}

const nameOf = ({ type, id, stream, revision }: CarriedEvent): string =>
  `${type} ${id} (${stream}, revision ${revision})`;

const anotherLog = (line: number, what: string): ExportFileError =>
  new ExportFileError(
    'another-log',
    line,
    `The store holds another log than the file: ${what}. Nothing was imported: import into an empty store, or into one ` +
      'that an earlier import of this log was interrupted in.',
  );

/** The events that a store does not hold yet; those that it holds must be the first ones, in the same order. */
async function* missingIn(
  to: Pick<EventStore, 'readAll'>,
  events: AsyncIterable<CarriedEvent>,
  onThere: (events: number) => void,
): AsyncGenerator<CarriedEvent, void> {
  const there = to.readAll()[Symbol.asyncIterator]();
  let isAtEnd = false;
  let line = 0;
  try {
    for await (const event of events) {
      line += 1;
      if (!isAtEnd) {
        const next = await there.next();
        isAtEnd = next.done === true;
        if (next.done !== true) {
          if (canonical(next.value) !== canonical(event))
            throw anotherLog(line, `line ${line} has ${nameOf(event)}, and there is ${nameOf(next.value)}`);
          onThere(line);
          continue;
        }
      }
      yield event;
    }
  } finally {
    await there.return?.();
  }
}

/**
 * Makes the log of an export again: the same streams, revisions, ids, data, metadata and times, in the same order. The file is
 * checked to its end before the first event is written. A store that holds the beginning of it goes on from there; one that
 * holds all of it, and more, is left as it is.
 * @param file opened anew each time it is called: it is read twice.
 * @throws ExportFileError where the file is not whole and in order, or the store holds something else; whatever the store throws.
 */
export async function importExport(
  file: () => AsyncIterable<Uint8Array>,
  to: Pick<EventStore, 'append' | 'readAll'>,
  { onChecked, ...options }: ImportExportOptions = {},
): Promise<ImportedExport> {
  const checked = await checkExport(file(), onChecked);
  let alreadyThere = 0;
  const missing = missingIn(to, readEvents(file()), (events) => {
    alreadyThere = events;
  });
  const inTheWay = (event: CarriedEvent): ExportFileError =>
    anotherLog(alreadyThere + 1, `${event.stream} is not where ${nameOf(event)} belongs`);
  const imported = await appendRuns(missing, to, inTheWay, options);
  return { ...checked, imported, alreadyThere };
}

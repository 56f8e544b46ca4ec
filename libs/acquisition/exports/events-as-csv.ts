import { csvRow } from '#spreadsheets';
import type { QuerySources } from '#acquisition/views';
import type { AskedExport, ExportFile } from './asked-export';
import { askedFilm } from './asked-export';
import { EVENTS_HEAD, eventRow } from './events-table';
import type { OpenExportOptions } from './open-export';
import { pinMoment } from './pinned-moment';
import type { ToldEvent } from './told-events';
import { toldEvents } from './told-events';

/** So that Excel reads its accents. */
const BYTE_ORDER_MARK = '\uFEFF';
/** Characters that are handed on together. */
const PART = 64 * 1024;

async function* written(events: AsyncIterable<ToldEvent>, { clock }: QuerySources): AsyncGenerator<Buffer, void> {
  let text = BYTE_ORDER_MARK + EVENTS_HEAD.map(csvRow).join('');
  for await (const event of events) {
    text += csvRow(eventRow(event, clock.dayOf));
    if (text.length < PART) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/**
 * What was recorded, in the order of the log, a row for each event, for people.
 * @throws Refused for a film that is not there, and a moment that cannot be.
 */
export async function eventsAsCsv(
  sources: QuerySources,
  asked: AskedExport,
  { onProgress }: OpenExportOptions,
): Promise<ExportFile> {
  const moment = pinMoment(asked, sources);
  const film = asked.film === undefined ? undefined : await askedFilm(sources, asked.film);
  return {
    name: `${film?.slug ?? 'ovation'}-events.csv`,
    mediaType: 'text/csv; charset=utf-8; header=present',
    content: written(toldEvents(sources, moment, film, onProgress), sources),
  };
}

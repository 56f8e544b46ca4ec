import type { Dossier, Entry, Explanation, FilmAvails, QuerySources } from '#acquisition/views';
import { explain, film as filmQuery, filmAvails, history } from '#acquisition/views';
import { readLedgerRecord, writeVerifier } from '#ledger';
import type { PinnedMoment } from '../pinned-moment';

/** What a dossier on paper is made of, all of one film and of one moment. */
export interface FilmReport {
  readonly moment: PinnedMoment;
  readonly dossier: Dossier;
  readonly explanation: Explanation;
  readonly avails: FilmAvails;
  /** In the order in which it happened. */
  readonly entries: readonly Entry[];
  /** The last signed checkpoint that was known then; absent before the first. */
  readonly checkpoint?: LastCheckpoint;
  /** The numbers of entries in the timeline, such as `[3] [12]`. Those of others, and of none, are left out. */
  readonly numbersOf: (eventIds: readonly string[]) => string;
}

async function timelineOf(sources: QuerySources, asked: { readonly film: string }): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof history>> = await history(sources, {
      ...asked,
      order: 'occurred',
      limit: sources.pageLimit,
      ...(cursor === null ? {} : { cursor }),
    });
    entries.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return entries;
}

/** The log as it was signed, and by which key. */
export interface LastCheckpoint {
  readonly origin: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** Public key, as text. */
  readonly key: string;
}

/** The last checkpoint that was recorded by a moment. */
async function checkpointBy(
  { store }: QuerySources,
  knownAt: string,
): Promise<{ readonly checkpoint?: LastCheckpoint }> {
  const record = await readLedgerRecord({
    readStream: async function* (stream) {
      for await (const event of store.readStream(stream)) if (event.recordedAt <= knownAt) yield event;
    },
  });
  const key = record?.keys.at(-1);
  if (record?.checkpoint === undefined || key === undefined) return {};
  const { size, root } = record.checkpoint;
  return { checkpoint: { origin: record.origin, size, root, key: writeVerifier(key) } };
}

/** @throws Refused when the film was not on the slate then. */
export async function readFilm(sources: QuerySources, filmId: string, moment: PinnedMoment): Promise<FilmReport> {
  const asked = { film: filmId, ...moment.asked };
  const dossier = JSON.parse((await filmQuery(sources, asked)).json) as Dossier;
  const entries = await timelineOf(sources, asked);
  const numbers = new Map(entries.map(({ eventId }, n) => [eventId, n + 1]));
  return {
    moment,
    dossier,
    explanation: await explain(sources, asked),
    avails: await filmAvails(sources, asked),
    entries,
    ...(await checkpointBy(sources, moment.knownAt)),
    numbersOf: (eventIds) =>
      [...new Set(eventIds.flatMap((id) => numbers.get(id) ?? []))]
        .sort((a, b) => a - b)
        .map((number) => `[${String(number)}]`)
        .join(' '),
  };
}

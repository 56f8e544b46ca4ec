import { refuse } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import type { DocumentState, Stored } from '#evidence';
import type { Page } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';

/** An entry that names a document. */
export interface NamedBy {
  readonly eventId: string;
  /** What it calls it. */
  readonly name: string;
  /** `null` for what is of no one film. */
  readonly film: { readonly filmId: string; readonly slug: string; readonly title: string } | null;
}

/** A document that is kept, and who names it. */
export interface DocumentKept extends Stored {
  /** The first entries that name it, in the order of the log; none for one that was uploaded and never named. */
  readonly namedBy: readonly NamedBy[];
}

/** What is known of one document, kept or only named. */
export interface DocumentAsked {
  readonly sha256: string;
  readonly state: DocumentState;
  /** Absent where it is missing. */
  readonly stored?: Stored;
  readonly namedBy: readonly NamedBy[];
}

export interface AskedDocuments {
  /** Only those that no entry names. */
  readonly unnamed?: boolean;
  readonly limit?: number;
  readonly cursor?: string;
}

/** All that is kept. */
export class DocumentsQuery extends Query<Page<DocumentKept>> {
  constructor(readonly asked: AskedDocuments = {}) {
    super();
  }
}

/** One document by its digest. */
export class DocumentQuery extends Query<DocumentAsked> {
  constructor(readonly asked: { readonly sha256: string }) {
    super();
  }
}

/** Every entry that names a document, however many. */
export class NamingEntriesQuery extends Query<readonly string[]> {
  constructor(readonly asked: { readonly sha256: string }) {
    super();
  }
}

/** The ids of every entry that names a document. */
export async function namingEntries(
  { db }: QuerySources,
  { sha256 }: NamingEntriesQuery['asked'],
): Promise<readonly string[]> {
  const all = db.selectFrom('documents').select('event_id').where('sha256', '=', sha256.toLowerCase());
  return (await all.execute()).map(({ event_id }) => event_id);
}

/** Entries that are shown with a document, at the most: the rates of a file may name it thousands of times. */
const SHOWN_ENTRIES = 20;

async function namedBy({ db }: QuerySources, sha256: string): Promise<readonly NamedBy[]> {
  const rows = await db
    .selectFrom('documents')
    .leftJoin('slate', 'slate.film_id', 'documents.film_id')
    .select(['documents.event_id', 'documents.name', 'slate.film_id', 'slate.slug', 'slate.title'])
    .where('documents.sha256', '=', sha256)
    .orderBy('documents.position')
    .limit(SHOWN_ENTRIES)
    .execute();
  return rows.map(({ event_id, name, film_id, slug, title }) => ({
    eventId: event_id,
    name,
    film: film_id === null || slug === null || title === null ? null : { filmId: film_id, slug, title },
  }));
}

/** Digests that are looked up at once. */
const DIGESTS_AT_ONCE = 500;

async function named({ db }: QuerySources, digests: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('documents').select('sha256').distinct().where('sha256', 'in', digests).execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** Digests of what is kept and no entry names, in order. */
async function* unnamedOf(sources: QuerySources, after: { readonly after?: string }): AsyncGenerator<string> {
  let some: string[] = [];
  for await (const sha256 of sources.evidence.list(after)) {
    some.push(sha256);
    if (some.length < DIGESTS_AT_ONCE) continue;
    const known = await named(sources, some);
    yield* some.filter((one) => !known.has(one));
    some = [];
  }
  if (some.length === 0) return;
  const known = await named(sources, some);
  yield* some.filter((one) => !known.has(one));
}

/**
 * The documents that are kept, in the order of their digests, with who names each.
 * @throws Refused for a limit or a cursor that cannot be; EvidenceError `unavailable`.
 */
export async function documents(sources: QuerySources, asked: AskedDocuments): Promise<Page<DocumentKept>> {
  const { limit: wanted, cursor, unnamed = false } = asked;
  const query = { unnamed };
  const limit = readLimit(wanted, sources.pageLimit);
  const [last] = readCursor(cursor, query) ?? [];
  const after = typeof last === 'string' ? { after: last } : {};
  const found: DocumentKept[] = [];
  for await (const sha256 of unnamed ? unnamedOf(sources, after) : sources.evidence.list(after)) {
    const stored = await sources.evidence.find(sha256);
    if (stored !== undefined) found.push({ ...stored, namedBy: unnamed ? [] : await namedBy(sources, sha256) });
    if (found.length > limit) break;
  }
  return pageOf(found, limit, query, { show: (document) => document, placeOf: ({ sha256 }) => [sha256] });
}

/**
 * One document: whether it is what it was named by, and who names it.
 * @throws Refused where nothing is kept and no entry names it; EvidenceError `unavailable`.
 */
export async function document(sources: QuerySources, { sha256 }: { readonly sha256: string }): Promise<DocumentAsked> {
  const [state, stored, entries] = await Promise.all([
    sources.evidence.check(sha256),
    sources.evidence.find(sha256),
    namedBy(sources, sha256),
  ]);
  if (state === 'missing' && entries.length === 0)
    throw new Refused(
      refuse(
        'not-found',
        'document-not-found',
        `There is no document ${sha256}: no entry names it, and nothing is kept.`,
      ),
    );
  return { sha256, state, ...(stored === undefined ? {} : { stored }), namedBy: entries };
}

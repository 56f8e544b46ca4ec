import { createHash } from 'node:crypto';
import type { DocumentInLog } from '#acquisition/evidence';
import { documentsNamedIn } from '#acquisition/evidence';
import type { ExportFile } from '#acquisition/exports';
import { askedFilm } from '#acquisition/exports';
import { filmStream, slugStream } from '#acquisition/film-stream';
import type { QuerySources } from '#acquisition/views';
import type { RecordedEvent } from '#event-store';
import { eventLines, textsOf } from '#event-store/cloud-events';
import type { EvidenceStore } from '#evidence';
import type { Verifier } from '#ledger';
import {
  LedgerError,
  isSignedBy,
  openCheckpoint,
  proveInclusion,
  readLedgerRecord,
  readNote,
  readingTree,
  writeVerifier,
} from '#ledger';
import { zipArchive } from '#zip';
import type { Manifest, Member } from './members';
import { MEMBERS, evidenceMember } from './members';
import { pageOf } from './page';

export interface BundleSources {
  readonly sources: QuerySources;
  readonly evidence: Pick<EvidenceStore, 'open' | 'check'>;
  /** Where the ledger keeps its tree. */
  readonly treeFolder: string;
}

export interface BundleOptions {
  /** Slug or id; default: everything. */
  readonly film?: string;
  readonly onProgress?: (events: number) => void;
}

async function* one(text: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield Buffer.from(text);
}

async function* filmEvents({ store }: QuerySources, streams: readonly string[]): AsyncGenerator<RecordedEvent> {
  for (const stream of streams) yield* store.readStream(stream);
}

/** Those of the first events of the log that the checkpoint covers: nothing proves the others yet. */
async function* coveredBy(events: AsyncIterable<RecordedEvent>, treeFolder: string, size: number) {
  for await (const event of events) {
    const isCovered = readingTree(treeFolder, (tree) => (tree.indexOf(event.position) ?? size) < size);
    if (isCovered) yield event;
  }
}

/** A line for each event. */
async function* proofsOf(events: AsyncIterable<RecordedEvent>, treeFolder: string, size: number) {
  for await (const event of events) yield Buffer.from(`${JSON.stringify(proveInclusion(treeFolder, event, size))}\n`);
}

/** An archive that tells what went into it. */
function archive() {
  const { add, end } = zipArchive();
  const members: Member[] = [];
  async function* measured(name: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of content) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    members.push({ name, bytes, sha256: hash.digest('hex') });
  }
  return {
    members,
    add: (name: string, content: AsyncIterable<Uint8Array>) => add(name, measured(name, content)),
    end,
  };
}

/**
 * Everything that the last checkpoint covers, or what is of one film, in one archive with the documents behind it and the proof that none of it was
 * altered, for somebody who has nothing but the public key.
 * @throws Refused for a film that is not there; LedgerError `not-found` before the first checkpoint.
 */
export async function openBundle(
  { sources, evidence, treeFolder }: BundleSources,
  { film: reference, onProgress = () => undefined }: BundleOptions,
): Promise<ExportFile> {
  const { store } = sources;
  const film = reference === undefined ? undefined : await askedFilm(sources, reference);
  const record = await readLedgerRecord(store);
  if (record?.checkpoint === undefined) {
    throw new LedgerError('not-found', 'No checkpoint is signed yet: `ovation ledger checkpoint --sign` signs one.');
  }
  const { note } = record.checkpoint;
  const { origin, size } = openCheckpoint(note, record.keys);
  const parsed = readNote(note);
  const signedBy = record.keys.find((each) => isSignedBy(parsed, each)) as Verifier;
  const key = writeVerifier(signedBy);
  const about = film === undefined ? null : { filmId: film.filmId, slug: film.slug, title: film.title };
  const events = () =>
    film === undefined
      ? store.readAll({ limit: size })
      : coveredBy(filmEvents(sources, [slugStream(film.slug), filmStream(film.filmId)]), treeFolder, size);

  async function* content(): AsyncGenerator<Uint8Array> {
    const { add, end, members } = archive();
    yield* add(MEMBERS.page, one(pageOf({ origin, size, film: about }, key)));
    yield* add(MEMBERS.key, one(`${key}\n`));
    yield* add(MEMBERS.checkpoint, one(note));
    yield* add(MEMBERS.events, eventLines(textsOf(events()), { film: about }, { onProgress }));
    if (film !== undefined) yield* add(MEMBERS.proofs, proofsOf(events(), treeFolder, size));
    const told = new Set<string>();
    const unkept: Pick<DocumentInLog, 'sha256' | 'name' | 'eventId'>[] = [];
    for await (const { sha256, name, eventId } of documentsNamedIn(events())) {
      if (told.has(sha256)) continue;
      told.add(sha256);
      const document = (await evidence.check(sha256)) === 'ok' ? await evidence.open(sha256) : undefined;
      if (document === undefined) unkept.push({ sha256, name, eventId });
      else yield* add(evidenceMember(sha256), document as AsyncIterable<Uint8Array>);
    }
    const { rotations } = record as NonNullable<typeof record>;
    const manifest: Manifest = { format: 1, origin, size, film: about, rotations, unkept, members: [...members] };
    yield* add(MEMBERS.manifest, one(`${JSON.stringify(manifest, null, 2)}\n`));
    yield* end();
  }
  return { name: `${film?.slug ?? 'ovation'}-bundle.zip`, mediaType: 'application/zip', content: content() };
}

import type { AttachedDocument, Entry, Fact, MarketFact, Refusal } from '#acquisition/domain';
import { documentsIn, refuseUnkept } from '#acquisition/domain';

/** What is kept of a document; undefined where nothing is. The folder of evidence, or another place, answers it. */
export type FindDocument = (sha256: string) => Promise<Omit<AttachedDocument, 'name'> | undefined>;

export const noDocument: FindDocument = () => Promise.resolve(undefined);

/** Every digest somewhere in what is asked for. */
function digestsIn(asked: unknown): readonly string[] {
  if (typeof asked !== 'object' || asked === null) return [];
  return Object.entries(asked).flatMap(([field, value]: [string, unknown]) =>
    field === 'sha256' && typeof value === 'string' ? [value] : digestsIn(value),
  );
}

/** Of the documents that a command names, those that are kept: looked up before it is decided, for deciding waits for nothing. */
export async function keptDocuments(asked: object, find: FindDocument): Promise<NonNullable<Entry['documents']>> {
  const digests = [...new Set(digestsIn(asked))];
  const found = await Promise.all(digests.map(async (sha256) => [sha256, await find(sha256)] as const));
  return new Map(found.flatMap(([sha256, kept]) => (kept === undefined ? [] : [[sha256, kept] as const])));
}

/** Refuses to record what would name a document that is not kept; undefined where all of them are. */
export function unlessKept(facts: readonly (Fact | MarketFact)[], { source, documents }: Entry): Refusal | undefined {
  const named = facts.flatMap((fact) => documentsIn({ ...fact, source }));
  const unkept = named.find(({ sha256 }) => documents?.has(sha256) !== true);
  return unkept === undefined ? undefined : refuseUnkept(unkept.sha256);
}

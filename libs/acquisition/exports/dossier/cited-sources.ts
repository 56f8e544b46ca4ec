import type { Source } from '#acquisition/domain';
import { describeSource } from '#acquisition/domain';
import type { Entry } from '#acquisition/views';
import { sourceInWords } from '../source-in-words';

/** Somebody or something on whose word entries are. */
export interface CitedSource {
  /** Counted from 1, in the order in which the timeline comes to them. */
  readonly number: number;
  /** A name, an address, or the name of a document. */
  readonly word: string;
  /** What it is, and how it came into the record. */
  readonly kinds: ReadonlySet<string>;
  readonly eventIds: readonly string[];
}

/** A source that can be told from others, and what it is. An imported row rests on what it cites, and else on its file. */
function partsOf(source: Source): readonly (readonly [word: string, kind: string])[] {
  if (source.kind !== 'import') return [[describeSource(source), sourceInWords(source)]];
  if (source.cites.length === 0) return [[source.file, 'imported file']];
  return source.cites.map((word) => [word, `cited in ${source.file}`]);
}

const HOST = /^https?:\/\/(?:www\.)?([^/?#]+)/;

/** Names that a cell has room for; of more sources only the numbers are told. */
const MOST_NAMES = 2;

/** In a few letters, where the whole word stands elsewhere: of an address, whose it is. */
const shortly = (word: string): string => HOST.exec(word)?.[1] ?? word;

/** The sources of entries, numbered. */
export function citedSources(entries: readonly Entry[]): {
  readonly all: readonly CitedSource[];
  /** Those of an entry, in short, with their numbers. */
  readonly of: (entry: Entry) => string;
} {
  const byWord = new Map<string, { number: number; word: string; kinds: Set<string>; eventIds: string[] }>();
  for (const { source, eventId } of entries) {
    for (const [word, kind] of partsOf(source)) {
      const cited = byWord.get(word) ?? { number: byWord.size + 1, word, kinds: new Set(), eventIds: [] };
      cited.kinds.add(kind);
      cited.eventIds.push(eventId);
      byWord.set(word, cited);
    }
  }
  return {
    all: [...byWord.values()],
    of: ({ source }) => {
      const cited = partsOf(source).map(([word]) => ({ word, number: `S${String(byWord.get(word)?.number ?? 0)}` }));
      return cited.length > MOST_NAMES
        ? cited.map(({ number }) => number).join(', ')
        : cited.map(({ word, number }) => `${shortly(word)} (${number})`).join('\n');
    },
  };
}

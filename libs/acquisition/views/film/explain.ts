import type { Phase } from '#acquisition/domain';
import { mandateCover, outsideRestOfWorld, phaseOf, shareOf } from '#acquisition/domain';
import type { AskedMoment } from '../asked-moment';
import type { AskedRights } from '../avails/asked-avails';
import { readAskedRights } from '../avails/asked-avails';
import { seeFilm } from '../film-events';
import type { QuerySources } from '../query-sources';
import type { DocumentShown, EntryWithDocuments } from './with-documents';
import { withDocuments } from './with-documents';
import type { ExplainedCells } from './explained-cells';
import { explainedCells } from './explained-cells';
import type { ExplainedFigure, Figure } from './explained-figures';
import { explainedFigure, withAmendments } from './explained-figures';
import type { Entry } from './history';
import { entriesOf } from './history';
import { mandateInWords } from './mandate-in-words';

export interface AskedExplanation extends AskedMoment, AskedRights {
  /** Slug, id, or title and year. */
  readonly film: string;
}

/** A document, and the entry that it stands behind. */
export interface CitedDocument extends DocumentShown {
  readonly eventId: string;
}

/** Why a film is where it is, down to the entries and the documents behind them. */
export interface Explanation {
  readonly filmId: string;
  readonly slug: string;
  readonly title: string;
  readonly phase: Phase;
  /** The first of the nine phase rules that holds, and what it says. */
  readonly rule: number;
  readonly words: string;
  /** The events that it rests on, in the order in which they were recorded. */
  readonly events: readonly EntryWithDocuments[];
  /** When time alone may change the phase; `null`: only an event can. */
  readonly until: string | null;
  readonly share: {
    /** 0 to 1. */
    readonly acquired: number;
    readonly isAll: boolean;
    /** How it is counted. */
    readonly countedAs: string;
    /** The events of the deals that hold something, and of the mandates. */
    readonly eventIds: readonly string[];
  };
  readonly mandate: {
    /** True when none is recorded: then it is worldwide, all rights. */
    readonly isAssumed: boolean;
    readonly words: string;
    readonly eventIds: readonly string[];
  };
  /** Each kind of money, and what it is made of. */
  readonly figures: Readonly<Record<Figure, ExplainedFigure>>;
  /** Cells of the rights that are asked about, or all of them: by which rule they are what they are, and on whose word. */
  readonly cells: readonly ExplainedCells[];
  /** What is not known of them, and might change it. */
  readonly warnings: readonly string[];
  /** Every entry that anything of this rests on, in the order in which they were recorded. */
  readonly entries: readonly EntryWithDocuments[];
  /** The documents behind those entries. */
  readonly documents: readonly CitedDocument[];
  readonly revision: string;
}

const COUNTED_AS =
  'Of all pairs of a territory lot and a medium under the mandate, each weighing the same, the share that is committed ' +
  'or licensed; a lot sold for some of its countries counts for that part of them. It measures rights, not money.';

/**
 * Why a film is in its phase, has its share, sums and cells: by which rule, and on which entries and documents it rests.
 * @throws Refused for a film that is not there, a moment that cannot be, and words of rights that mean nothing.
 */
export async function explain(sources: QuerySources, asked: AskedExplanation): Promise<Explanation> {
  const { film, events, at, moment } = await seeFilm(sources, asked.film, asked);
  const { phase, reason, until } = phaseOf(film, at);
  const { acquired, isAll } = shareOf(film, at);
  const { isAssumed } = mandateCover(film, at.day);
  const rights = readAskedRights(asked, at, { granted: outsideRestOfWorld(film, at.day) });
  const mandateIds = withAmendments(
    film,
    [...film.mandates.values()].flatMap(({ eventIds }) => eventIds),
  );
  const figureOf = (figure: Figure) => explainedFigure(film, at, figure);
  const figures = { offered: figureOf('offered'), reserved: figureOf('reserved'), committed: figureOf('committed') };
  const { cells, warnings } = explainedCells(film, rights, at);
  const shareIds = [...new Set([...figures.committed.parts.flatMap(({ eventIds }) => eventIds), ...mandateIds])];
  const all = entriesOf(film.history, moment, sources.clock.dayOf);
  const among = (ids: readonly string[]): readonly Entry[] => {
    const wanted = new Set(ids);
    return all.filter(({ eventId }) => wanted.has(eventId));
  };
  const parts = [...Object.values(figures).flatMap((figure) => figure.parts), ...cells];
  const rests = among([
    ...withAmendments(film, reason.eventIds),
    ...shareIds,
    ...parts.flatMap(({ eventIds }) => eventIds),
  ]);
  const entries = await withDocuments(sources, rests, events, moment?.knownAt);
  const because = new Set(reason.eventIds);
  return {
    filmId: film.filmId,
    slug: film.slug,
    title: film.title,
    phase,
    rule: reason.rule,
    words: reason.words,
    events: entries.filter(({ eventId }) => because.has(eventId)),
    until,
    share: { acquired, isAll, countedAs: COUNTED_AS, eventIds: shareIds },
    mandate: { isAssumed, words: mandateInWords(film, isAssumed), eventIds: mandateIds },
    figures,
    cells,
    warnings,
    entries,
    documents: entries.flatMap(({ eventId, documents }) => documents.map((document) => ({ ...document, eventId }))),
    revision: String(film.history.at(-1)?.revision ?? 0),
  };
}

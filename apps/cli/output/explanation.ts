import { describeSource, describeWindow } from '#acquisition/domain';
import type { Effects, ExplainedFigure, Explanation, Figure, FilmInSum } from '#acquisition/views';
import { FIGURES } from '#acquisition/views';
import { documentsBehind } from './documents';
import { changesInWords, entryDiffInWords } from './changes';
import { stepInWords } from './replay';
import { bold, dim } from './style';
import { money, percent } from './words';

type Entry = Explanation['entries'][number];
type Part = ExplainedFigure['parts'][number];

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

const under = (heading: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', heading, ...indented(lines)];

const entryInWords = (entry: Entry): string => {
  const { occurredInWords, sentence, standing, source, eventId } = entry;
  const behind = documentsBehind(entry);
  return `${occurredInWords}  ${sentence}${behind}${standing === 'as recorded' ? '' : ` [${standing}]`}  (${eventId}, on the word of ${describeSource(source)})`;
};

const partInWords = ({ buyer, dealId, words, eventIds }: Part): string =>
  `${dealId === null ? 'offer' : 'deal'} of ${buyer}: ${words}  (${eventIds.join(', ')})`;

const figureInWords = (figure: Figure, { totals, countedAs, parts }: ExplainedFigure): readonly string[] =>
  parts.length === 0
    ? []
    : [`${figure} ${bold(money(totals))}. ${dim(countedAs)}`, ...indented(parts.map(partInWords))];

function cellsInWords({ cells }: Explanation): readonly string[] {
  return cells.map(({ territories, media, window, status, because, why, eventIds }) => {
    const place = [territories, media, describeWindow(window)].filter((part) => part !== '').join(', ');
    const behind = eventIds.length === 0 ? '' : `  (${eventIds.join(', ')})`;
    return `${place}: ${bold(why === '' ? status : why)}, by rule ${String(because.rule)}: ${because.words}${behind}`;
  });
}

/**
 * Why a film is where it is, for people.
 * @param withCells also why its cells are what they are.
 */
export function explanationInWords(why: Explanation, withCells: boolean): string {
  const figures = FIGURES.flatMap((figure) => figureInWords(figure, why.figures[figure]));
  const documents = why.documents.map(({ name, sha256, eventId }) => `${name}, SHA-256 ${sha256}  (${eventId})`);
  return [
    `The phase of ${why.title} is ${bold(why.phase)}: rule ${String(why.rule)}, ${why.words}.`,
    ...(why.until === null ? [] : [`Time alone may change that by ${why.until}.`]),
    ...under('It rests on', why.events.map(entryInWords)),
    '',
    `${percent(why.share.acquired)} of the mandate is acquired. ${why.share.countedAs}`,
    why.mandate.words,
    ...under('Money', figures),
    ...(withCells ? under('Cells', cellsInWords(why)) : []),
    ...(withCells ? under('They and the sums rest on', why.entries.map(entryInWords)) : []),
    ...under('Documents', documents),
    ...why.warnings,
  ].join('\n');
}

/** What a sum of the slate is made of, for people. */
export function sumInWords(films: readonly FilmInSum[], figure: Figure): string {
  if (films.length === 0) return `Nothing is ${figure} on any film.`;
  return films
    .flatMap(({ film, phase, phaseRule, phaseWords, totals, parts }) => [
      `${bold(film.title)}: ${money(totals)}  ${dim(`${phase}, by rule ${String(phaseRule)}: ${phaseWords}`)}`,
      ...indented(parts.map(partInWords)),
    ])
    .join('\n');
}

/** Everything that an event changed, for people. */
export function effectsInWords({ event, recorded, today }: Effects): string {
  if (recorded === null || today === null)
    return `${bold(event.sentence)}\nIt is of no one film: it changes no phase, cell, offer, deal or sum of one.`;
  const rests = [...changesInWords(today), ...today.entries.map(entryDiffInWords)];
  return [
    stepInWords(recorded, recorded.film.title),
    '',
    ...(rests.length === 0
      ? ['Nothing rests on it today.']
      : ['What rests on it today: without it → with it', ...indented(rests)]),
  ].join('\n');
}

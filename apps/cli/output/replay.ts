import { describeOccurredAt } from '#acquisition/domain';
import type { ReplayStep } from '#acquisition/views';
import { changesInWords, entryDiffInWords } from './changes';
import { bold, dim } from './style';

type Amendment = ReplayStep['entry']['amendments'][number];

const moment = (instant: string): string => describeOccurredAt({ on: instant, precision: 'instant' });

const because = (reason: string | null): string => (reason === null ? '' : `: ${reason}`);

const amendmentInWords = ({ kind, recordedAt, actor, reason, isInForce }: Amendment): string =>
  `${kind} ${moment(recordedAt)} by ${actor.user}${because(reason)}${isInForce ? '' : ' (retracted since)'}`;

/** Which phase rule holds after a step. */
const ruleInWords = ({ after }: ReplayStep): readonly string[] =>
  after === null ? [] : [`${after.phase}, by rule ${String(after.phaseRule)}: ${after.phaseWords}`];

/**
 * A step for people: what happened and when, who recorded it on whose word, what time and what it changed.
 * @param place where it stands in its history.
 */
export function stepInWords(step: ReplayStep, place: string): string {
  const { entry, meanwhile, changes } = step;
  const { occurredInWords, sentence, recordedAt, actor, onWhoseWord, amendments } = entry;
  const changed = [...changesInWords(changes), ...changes.entries.map(entryDiffInWords)];
  const lines = [
    ...changesInWords(meanwhile).map((line) => `by time alone: ${line}`),
    ...changed,
    ...(changed.length === 0 ? [dim('changes nothing of what is shown of the film')] : []),
    ...ruleInWords(step),
    dim(`recorded ${moment(recordedAt)} by ${actor.user} (${actor.role}), on the word of ${onWhoseWord}`),
    ...amendments.map((amendment) => dim(`later ${amendmentInWords(amendment)}`)),
  ];
  return [`${place}  ${occurredInWords}  ${bold(sentence)}`, ...lines.map((line) => `    ${line}`)].join('\n');
}

import { describeOccurredAt, parseOccurredAt } from '#acquisition/domain';
import type { DeadlineOnSlate } from '#acquisition/views';
import { bold } from './style';
import { table } from './table';
import { count } from './words';

const HEAD = ['due', 'film', 'kind', 'what'];

const dueInWords = ({ dueAt, isOverdue }: DeadlineOnSlate): string => {
  const due = parseOccurredAt(dueAt);
  const words = due === undefined ? dueAt : describeOccurredAt(due);
  return isOverdue ? `${words}\n${bold('overdue')}` : words;
};

/** What is coming, for people. */
export function deadlinesInWords(deadlines: readonly DeadlineOnSlate[]): string {
  const rows = deadlines.map((deadline) => [
    dueInWords(deadline),
    deadline.film.title,
    deadline.kind,
    deadline.sentence,
  ]);
  const overdue = deadlines.filter(({ isOverdue }) => isOverdue).length;
  return `${table(HEAD, rows)}\n${count(deadlines.length, 'deadline')}, ${String(overdue)} overdue.`;
}

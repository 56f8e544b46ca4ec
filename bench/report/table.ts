import Table from 'cli-table3';
import { lineOf } from './in-words';
import { machineInWords } from './machine';
import type { Result } from './result';

const HEAD = ['', 'measured', 'absolute', 'reference in the same run', 'ratio', 'to reach', 'reached'];
/** Columns of a terminal that has room for all of it in one line. */
const WIDE = 150;
const WIDTHS = [18, 32, 20, 36, 9, 10, 9];

const sizeOf = (scale: number): string => (scale === 1 ? 'full size' : `${String(scale)} of the full size`);

/** For people, on a terminal. */
export function tableOf({ machine, scale, rounds, rows }: Result): string {
  const table = new Table({
    head: HEAD,
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    ...(process.stdout.isTTY && process.stdout.columns < WIDE ? { colWidths: WIDTHS } : {}),
  });
  const notes: string[] = [];
  for (const { name, outcomes } of rows) {
    outcomes.map(lineOf).forEach(({ measured, value, reference, ratio, reach, reached, note }, index) => {
      table.push([index === 0 ? name : '', measured, value, reference, ratio, reach, reached]);
      if (note !== '') notes.push(`${name}, ${measured}: ${note}`);
    });
  }
  const about = `${machineInWords(machine)}\n${sizeOf(scale)}, median of ${String(rounds)} rounds`;
  return [about, table.toString(), ...notes].join('\n');
}

const cells = (...texts: readonly string[]): string =>
  `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;

/** The same for docs/reference/performance.md. */
export function markdownOf({ at, machine, scale, rounds, rows }: Result): string {
  const lines = rows.flatMap(({ name, title, outcomes }) =>
    outcomes.map(lineOf).map(({ measured, value, reference, ratio, reach, reached, note }, index) => {
      const what = `${index === 0 ? `**${title}** (\`${name}\`): ` : ''}${measured}${note === '' ? '' : `; ${note}`}`;
      return cells(what, value, reference, ratio, reach, reached);
    }),
  );
  return [
    `Measured on ${at.slice(0, 10)}, ${sizeOf(scale)}, median of ${String(rounds)} rounds: ${machineInWords(machine)}.`,
    '',
    cells('what', 'absolute', 'reference in the same run', 'ratio', 'to reach', 'reached'),
    cells(...Array.from({ length: 6 }, () => '---')),
    ...lines,
    '',
  ].join('\n');
}

import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Option } from 'commander';
import type { ImportReport } from '#acquisition/importing';
import { isComplete } from '#acquisition/importing';
import type { DayOrder } from '#acquisition/spreadsheet';
import { DAY_ORDERS, templateCsv, templateXlsx } from '#acquisition/spreadsheet';
import { readConfiguration } from '#configuration';
import { EXIT } from '../exit-codes';
import { importEvents, isExport } from '../import-events';
import { importFile } from '../import-file';
import { eventsInWords, importInWords, spreadsheetInWords } from '../output/import-report';
import { print, printJson, say } from '../output/print';
import { count } from '../output/words';

interface Options {
  readonly dryRun?: boolean;
  readonly map?: readonly string[];
  readonly dates?: DayOrder;
  readonly currency?: string;
  readonly sheet?: string;
  readonly register?: boolean;
  readonly template?: string;
  readonly report?: string;
  readonly json?: boolean;
}

function whatIsMissing({ stopped, counts }: ImportReport): string {
  const refused =
    counts.films.refused === 0 ? '' : `${count(counts.films.refused, 'film')} refused: the report says why. `;
  return refused + (stopped === undefined ? '' : `Stopped: ${stopped.message} The films before it are as reported.`);
}

async function writeTemplate(file: string): Promise<void> {
  await writeFile(file, /\.csv$/i.test(file) ? templateCsv() : await templateXlsx());
  print(`${file} is a spreadsheet to fill in: one row is one offer or one deal.`);
}

async function importAs(
  file: string,
  { dryRun = false, report: reportFile, json, ...options }: Options,
): Promise<void> {
  const configuration = readConfiguration(process.env);
  if (await isExport(file)) {
    const report = await importEvents(configuration, file, dryRun);
    if (reportFile !== undefined) await writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`);
    if (json) printJson(report);
    else print(eventsInWords(report));
    return;
  }
  const imported = await importFile(configuration, file, { ...options, dryRun });
  const { report } = imported;
  if (reportFile !== undefined) await writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`);
  if (json) printJson(report);
  else print(imported.kind === 'spreadsheet' ? spreadsheetInWords(imported.report) : importInWords(report));
  if (isComplete(report)) return;
  say(whatIsMissing(report));
  process.exitCode = EXIT.failed;
}

const several = (one: string, before: readonly string[] = []): readonly string[] => [...before, one];

/** Imports a chronicle, films with their dated facts, a spreadsheet of offers and deals, or an export of events. */
export const importVerb = (program: Command): Command =>
  program
    .command('import')
    .description(
      'import a chronicle, a spreadsheet of offers and deals, or exported events; importing a file twice adds nothing',
    )
    .argument(
      '[file]',
      'a chronicle (JSON, see data/chronicle.schema.json), a spreadsheet (CSV or XLSX), or an export (JSON Lines)',
    )
    .option('--dry-run', 'say what would be recorded, and how columns are understood, and record nothing')
    .option('--map <column=field>', 'what a column of a spreadsheet means; "Column=" ignores it; repeatable', several)
    .addOption(new Option('--dates <order>', 'day and month of dates such as 09/07/24').choices(DAY_ORDERS))
    .option('--currency <code>', 'of sums that do not say theirs')
    .option('--sheet <name>', 'the sheet of a workbook; default: the first that has headers')
    .option('--register', 'register films that are not on the slate, where their year is given')
    .option('--template <file>', 'write a spreadsheet to fill in, .xlsx or .csv, and import nothing')
    .option('--report <file>', 'write the report, row by row, as JSON')
    .option('--json', 'the report as one JSON document')
    .action(async (file: string | undefined, options: Options, command: Command) => {
      if (options.template !== undefined) await writeTemplate(options.template);
      else if (file === undefined) command.error("error: missing required argument 'file'", { exitCode: EXIT.usage });
      else await importAs(file, options);
    });

import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Command } from 'commander';
import { isMade, treeFolderOf, verify, type VerifySettings } from '#apps/api';
import { readConfiguration } from '#configuration';
import { checkEvents } from '#acquisition/audit';
import { checkExport, exportedLog } from '#event-store/cloud-events';
import type { KeptCheckpoint, Verdict } from '#ledger';
import { readVerifier, verifyLog } from '#ledger';
import { EXIT } from '../exit-codes';
import { CommandLineError } from '../failure';
import { print, printJson } from '../output/print';
import { withProgress } from '../output/progress';
import { count } from '../output/words';
import { NOTHING_YET } from '../reading';

interface Options {
  readonly log?: string;
  readonly ledger?: string;
  readonly against: readonly string[];
  readonly key?: string;
  readonly views: boolean;
  readonly quick?: boolean;
  readonly json?: boolean;
}

/** A checkpoint that was kept, in a file or at an address. */
async function readKept(place: string): Promise<KeptCheckpoint> {
  if (!/^https?:\/\//.test(place)) {
    if (!existsSync(place)) throw new CommandLineError(EXIT.notFound, `There is no file ${place}: check --against.`);
    return { name: place, note: readFileSync(place, 'utf8') };
  }
  const address = /\/checkpoint$/.test(place) ? place : `${place.replace(/\/$/, '')}/api/ledger/checkpoint`;
  try {
    const response = await fetch(address);
    if (response.ok) return { name: address, note: await response.text() };
    throw new Error(`it answered ${String(response.status)}`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandLineError(EXIT.environment, `No checkpoint is to be had from ${address}: ${why}.`);
  }
}

/** What is verified: the configured stores, or a log file somewhere else. */
function settingsFor({ log, ledger, views, key, quick = false }: Options): Omit<VerifySettings, 'against'> {
  const configuration = readConfiguration(process.env);
  const trusted = key === undefined ? {} : { key };
  if (log !== undefined) {
    const url = log.includes('://') || log.startsWith('sqlite:') ? log : `sqlite:${log}`;
    if (!isMade(url)) throw new CommandLineError(EXIT.notFound, `There is no event log at ${log}: check --log.`);
    return { eventStoreUrl: url, ...(ledger === undefined ? {} : { treeFolder: ledger }), ...trusted };
  }
  const { eventStoreUrl, readStoreUrl, timeZone, evidenceStoreUrl, evidenceLimit } = configuration;
  if (!isMade(eventStoreUrl)) throw new CommandLineError(EXIT.notFound, NOTHING_YET);
  const hasViews = views && !quick && existsSync(readStoreUrl.replace(/^sqlite:/, ''));
  return {
    eventStoreUrl,
    treeFolder: ledger ?? treeFolderOf(configuration),
    isOwn: ledger === undefined,
    ...(quick ? { isQuick: true } : { evidence: { evidenceStoreUrl, evidenceLimit } }),
    ...(hasViews ? { views: { readStoreUrl, timeZone } } : {}),
    ...trusted,
  };
}

const startsWith = async (file: string, text: string): Promise<boolean> => {
  const handle = await open(file, 'r');
  try {
    const { buffer } = await handle.read(Buffer.alloc(text.length), 0, text.length, 0);
    return buffer.toString('latin1') === text;
  } finally {
    await handle.close();
  }
};

/** A file that was exported: by itself, without any store. */
async function verifyFile(
  file: string,
  {
    key,
    against,
    onProgress,
  }: { key?: string; against: readonly KeptCheckpoint[]; onProgress: (events: number) => void },
): Promise<Verdict> {
  if (!existsSync(file)) throw new CommandLineError(EXIT.notFound, `There is no file ${file}: check the path.`);
  const trusted = key === undefined ? {} : { key };
  if (await startsWith(file, 'PK')) {
    const { verifyBundle } = await import('#acquisition/bundle');
    return verifyBundle(file, { ...trusted, against, onProgress });
  }
  if (await startsWith(file, 'SQLite format 3')) {
    throw new CommandLineError(EXIT.usage, `${file} is a log, or a backup of one: verify it with --log ${file}.`);
  }
  await checkExport(createReadStream(file));
  return verifyLog({
    log: exportedLog(() => createReadStream(file)),
    against,
    check: checkEvents(),
    onProgress,
    ...(key === undefined ? {} : { key: readVerifier(key) }),
  });
}

/** A verdict for people. */
export function describeVerdict({
  isIntact,
  findings,
  remarks,
  events,
  root,
  origin,
  checkpoints,
  covered,
}: Verdict): string {
  const log = origin === undefined ? 'the log' : `the log ${origin}`;
  const head = isIntact
    ? `Nothing was altered in ${log}: ${count(events, 'event')} read again.`
    : `Something was altered in ${log}: ${count(findings.length, 'finding')} in ${count(events, 'event')}.`;
  const signed =
    checkpoints === 0
      ? []
      : [`${count(checkpoints, 'signed checkpoint')} in it, the last over ${count(covered, 'event')}.`];
  return [head, ...findings.map(({ message }) => `  ${message}`), ...signed, ...remarks, `Root ${root}.`].join('\n');
}

/** Reads everything again and looks for what was done to it. */
export const verifyVerb = (program: Command): Command =>
  program
    .command('verify')
    .description('read the log again, and look for whatever was altered in it; also while the server runs')
    .argument('[file]', 'an export (jsonl) or a bundle instead, which needs no server, no database and no network')
    .option('--log <file>', 'a copy of a log instead of the configured one: a file, or kurrentdb://…')
    .option('--ledger <folder>', 'the tree that a ledger has kept of it (default: that of the data folder)')
    .option(
      '--against <checkpoint>',
      'a checkpoint that was kept elsewhere, a file or an address; several times',
      (one: string, all: readonly string[]) => [...all, one],
      [],
    )
    .option('--key <key>', 'the public key to trust, as `ovation ledger` prints it')
    .option('--quick', 'only what came since the last verified checkpoint')
    .option('--no-views', 'the log alone, and not whether the views are what it makes')
    .option('--json', 'the verdict as one JSON document')
    .action(async (file: string | undefined, options: Options) => {
      const against = await Promise.all(options.against.map(readKept));
      const verdict = await withProgress('verifying', 'events', (done) => {
        if (file !== undefined) return verifyFile(file, { ...options, against, onProgress: done });
        const settings = { ...settingsFor(options), against };
        const parts = new Map<string, number>();
        return verify(settings, {
          onProgress: ({ doing, done: events }) => {
            parts.set(doing, events);
            done([...parts.values()].reduce((sum, each) => sum + each, 0));
          },
        });
      });
      if (options.json === true) printJson(verdict);
      else print(describeVerdict(verdict));
      if (!verdict.isIntact) process.exitCode = EXIT.failed;
    });

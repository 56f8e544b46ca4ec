import type { Command } from 'commander';
import { treeFolderOf } from '#apps/api';
import { readConfiguration } from '#configuration';
import type { InclusionProof, LedgerRecord } from '#ledger';
import {
  LedgerError,
  isIncluded,
  openCheckpoint,
  proveInclusion,
  readLedgerRecord,
  readingTree,
  rootOf,
  writeVerifier,
} from '#ledger';
import { event } from '#acquisition/views';
import { EXIT } from '../exit-codes';
import { CommandLineError } from '../failure';
import { print, printJson } from '../output/print';
import { count } from '../output/words';
import { fromViews, reading, type Reading } from '../reading';
import { ask, runningServer } from '../running-server';

interface Options {
  readonly json?: boolean;
}

async function recordIn({ sources }: Reading): Promise<LedgerRecord> {
  const record = await readLedgerRecord(sources.store);
  if (record !== undefined) return record;
  throw new CommandLineError(EXIT.notFound, 'No ledger is begun in this log yet: start the server, which begins it.');
}

async function show({ json }: Options): Promise<void> {
  const configuration = readConfiguration(process.env);
  await reading(configuration, async (from) => {
    const { origin, keys, rotations, checkpoint } = await recordIn(from);
    const head = readingTree(treeFolderOf(configuration), ({ size, subtree }) => ({
      size,
      root: rootOf(subtree, size).toString('hex'),
    }));
    if (json === true) {
      printJson({ origin, keys: keys.map(writeVerifier), rotations, ...head, checkpoint: checkpoint ?? null });
      return;
    }
    const signed =
      checkpoint === undefined ? 'none yet' : `over ${count(checkpoint.size, 'event')}, root ${checkpoint.root}`;
    print(
      [
        `Log         ${origin}`,
        ...keys.map(
          (key, index) => `${index === keys.length - 1 ? 'Key        ' : 'Earlier key'} ${writeVerifier(key)}`,
        ),
        `Tree        ${count(head.size, 'event')}, root ${head.root}`,
        `Checkpoint  ${signed}`,
      ].join('\n'),
    );
  });
}

/** The server that runs, which alone can sign. */
function server(): string {
  const url = runningServer(readConfiguration(process.env));
  if (url !== undefined) return url;
  throw new CommandLineError(EXIT.environment, 'The server signs, and it does not run: start it with `ovation serve`.');
}

async function checkpoint({ sign }: { readonly sign?: boolean }): Promise<void> {
  if (sign === true) await ask(server(), '/api/ledger/checkpoints');
  await reading(readConfiguration(process.env), async (from) => {
    const { checkpoint: last } = await recordIn(from);
    if (last === undefined) {
      throw new CommandLineError(
        EXIT.notFound,
        'No checkpoint is signed yet: `ovation ledger checkpoint --sign` signs one.',
      );
    }
    print(last.note.trimEnd());
  });
}

function describeProof({ leafHash, index, size, root, hashes }: InclusionProof, eventId: string): string {
  return [
    `Event ${eventId} is number ${String(index + 1)} of the ${count(size, 'event')} under the root ${root}.`,
    `Leaf  ${leafHash}`,
    ...hashes.map((hash, at) => `${at === 0 ? 'Proof' : '     '} ${hash}`),
  ].join('\n');
}

/** Proves an event against the last checkpoint, and checks the proof before it says so. */
async function prove(eventId: string, { json }: Options): Promise<void> {
  const configuration = readConfiguration(process.env);
  await reading(configuration, async (from) => {
    const record = await recordIn(from);
    const { recorded, revision } = await fromViews(from, ['event-index', 'slate'], (sources) =>
      event(sources, { eventId }),
    );
    for await (const found of from.sources.store.readStream(recorded.stream, { from: BigInt(revision), limit: 1 })) {
      const note = record.checkpoint?.note;
      if (note === undefined)
        throw new LedgerError(
          'not-found',
          'No checkpoint is signed yet: `ovation ledger checkpoint --sign` signs one.',
        );
      const { size, root } = openCheckpoint(note, record.keys);
      const proof = proveInclusion(treeFolderOf(configuration), found, size);
      if (!isIncluded(proof) || proof.root !== root.toString('hex')) {
        throw new LedgerError('altered', 'The tree is not the one of the last checkpoint. Run `ovation verify`.');
      }
      if (json === true) printJson({ ...proof, checkpoint: note });
      else print(`${describeProof(proof, eventId)}\n\n${note.trimEnd()}`);
    }
  });
}

async function rotateKey({ lost }: { readonly lost?: boolean }): Promise<void> {
  const answer = await ask(server(), '/api/ledger/keys', { body: { isLost: lost === true } });
  const { keys } = answer as { readonly keys: readonly string[] };
  print(`Checkpoints are signed with a new key from now on. Publish it:\n${keys.at(-1) ?? ''}`);
}

/** What proves that nothing was altered. */
export const ledger = (program: Command): Command => {
  const verb = program
    .command('ledger')
    .description('what proves that nothing was altered: keys, tree, checkpoints and proofs');
  verb
    .command('show', { isDefault: true })
    .description('which log it is, its keys, its tree and its last checkpoint')
    .option('--json', 'as one JSON document')
    .action(show);
  verb
    .command('checkpoint')
    .description('print the last signed checkpoint, to be kept elsewhere')
    .option('--sign', 'let the server sign one of all that is recorded, now')
    .action(checkpoint);
  verb
    .command('prove')
    .description('prove that an event is in the log as it is, under the last checkpoint')
    .argument('<event>', 'id of the event')
    .option('--json', 'the proof as one JSON document, for other programs')
    .action(prove);
  verb
    .command('rotate-key')
    .description('sign with a new key from now on, which the old one confirms')
    .option('--lost', 'the old key is lost: nothing confirms the new one, and every verification says so')
    .action(rotateKey);
  return verb;
};

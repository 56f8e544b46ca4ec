import { createReadStream, openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { AttachEvidence, FilmRecorder } from '#acquisition/commands';
import type { Configuration } from '#configuration';
import { readConfiguration } from '#configuration';
import type { Stored } from '#evidence';
import { EXIT } from '../exit-codes';
import { CommandLineError } from '../failure';
import { openForImport } from '../import-target';
import { print, printJson } from '../output/print';
import { count } from '../output/words';
import { findFilm, reading } from '../reading';
import { ask, runningServer } from '../running-server';

interface Options {
  readonly to: string;
  readonly name?: string;
  readonly json?: boolean;
}

interface Attachment {
  readonly filmId: string;
  readonly entry: string;
  readonly path: string;
  readonly name: string;
}

/** What was attached, and by which event. */
type Attached = Stored & { readonly eventId: string };

async function refuseUnreadable(path: string): Promise<void> {
  const failed = (why: string): CommandLineError =>
    new CommandLineError(EXIT.notFound, `${path} cannot be read (${why}): check the path.`);
  try {
    if ((await stat(path)).isFile()) return;
  } catch (error) {
    throw failed((error as NodeJS.ErrnoException).code ?? 'unknown error');
  }
  throw failed('it is no file');
}

/** Lets the server do it, which holds the data folder, in the name of whoever asks here. */
async function attachAt(url: string, { user, role }: Configuration, attachment: Attachment): Promise<Attached> {
  const { filmId, entry, path, name } = attachment;
  const headers = { 'x-ovation-user': user, 'x-ovation-role': role };
  const { sha256, bytes, mediaType } = (await ask(url, '/api/evidence', { content: await openAsBlob(path) })) as Stored;
  const { events } = (await ask(url, `/api/films/${filmId}/evidence`, { headers, body: { entry, sha256, name } })) as {
    readonly events: readonly { readonly id: string }[];
  };
  return { sha256, bytes, mediaType, eventId: events[0]?.id ?? '' };
}

async function attachHere(configuration: Configuration, attachment: Attachment): Promise<Attached> {
  const { filmId, entry, path, name } = attachment;
  const { target, evidence, close } = await openForImport(configuration);
  try {
    const { sha256, bytes, mediaType } = await evidence.put(createReadStream(path));
    const recorder = new FilmRecorder({ ...target, findDocument: (named) => evidence.find(named) });
    const command = new AttachEvidence(filmId, { entry, sha256, name }, target.actor);
    const { events } = await recorder.record(AttachEvidence.declaration, command);
    return { sha256, bytes, mediaType, eventId: events[0]?.id ?? '' };
  } finally {
    await close();
  }
}

/** Puts a file behind an entry that is recorded. */
export const attach = (program: Command): Command =>
  program
    .command('attach')
    .description('keep a document, and put it behind an entry of a film; also while the server runs')
    .argument('<film>', 'slug, id or title')
    .argument('<file>', 'the mail, the memo, the contract')
    .requiredOption(
      '--to <entry>',
      'id of the entry, as `ovation history FILM --json` and `ovation explain FILM` give it',
    )
    .option('--name <name>', 'what it is called (default: the name of the file)')
    .option('--json', 'one JSON document')
    .action(async (film: string, path: string, { to: entry, name = basename(path), json }: Options) => {
      const configuration = readConfiguration(process.env);
      await refuseUnreadable(path);
      const filmId = await reading(configuration, (from) => findFilm(from, film));
      const attachment = { filmId, entry: entry.toLowerCase(), path, name };
      const url = runningServer(configuration);
      const attached =
        url === undefined
          ? await attachHere(configuration, attachment)
          : await attachAt(url, configuration, attachment);
      if (json === true) printJson({ entry: attachment.entry, name, ...attached });
      else
        print(
          `${name} (${attached.mediaType}, ${count(attached.bytes, 'byte')}) is attached to ${attachment.entry}.\nSHA-256 ${attached.sha256}`,
        );
    });

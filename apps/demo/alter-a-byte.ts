import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningServer } from '#apps/api';
import { fileOfEmbedded, treeFolderOf, verify } from '#apps/api';
import type { Configuration } from '#configuration';
import { backUpLog } from '#event-store/sqlite';
import { StoryWentWrong } from './tell-story';

const [WORD, ALTERED] = ['Aura Entertainment', 'Aurb Entertainment'];

async function sign(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/ledger/checkpoints`, { method: 'POST' });
  if (!answer.ok) throw new StoryWentWrong(`No checkpoint was signed: ${await answer.text()}`);
  return ((await answer.json()) as { readonly note: string }).note;
}

/**
 * Has the ledger signed, changes one byte in a copy of the log, and shows that it is found. On a server, whose files are its own,
 * it does not.
 * @throws StoryWentWrong when it is not found.
 */
export async function alterAByte(
  { url }: RunningServer,
  configuration: Configuration,
  say: (line: string) => void,
): Promise<void> {
  const file = fileOfEmbedded(configuration.eventStoreUrl);
  if (file === undefined) return;
  const note = await sign(url);
  const [origin, events] = note.split('\n');
  say(
    `The ledger of ${origin ?? ''} signs what it has: ${events ?? ''} events. Somebody else keeps that checkpoint.\n`,
  );
  const { file: copy } = await backUpLog({ file, folder: join(configuration.dataDir, 'copy') });
  const bytes = readFileSync(copy);
  const at = bytes.lastIndexOf(WORD);
  if (at < 0) throw new StoryWentWrong('There is no byte to alter in the copy of the log.');
  bytes.write(ALTERED, at, 'latin1');
  writeFileSync(copy, bytes);
  const settings = { eventStoreUrl: `sqlite:${copy}`, treeFolder: treeFolderOf(configuration) };
  const verdict = await verify({ ...settings, against: [{ name: 'the checkpoint that was kept', note }] });
  if (verdict.isIntact) throw new StoryWentWrong('A byte of a copy of the log was altered, and it was not found.');
  say(`One byte in a copy of the log is altered, ${WORD} to ${ALTERED}, and the copy verified:`);
  for (const { message } of verdict.findings) say(`            found    ${message}`);
  say('');
}

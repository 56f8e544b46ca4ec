import { CommanderError, Command } from 'commander';
import { EXIT } from './exit-codes';
import { failureOf } from './failure';
import { say } from './output/print';
import { attach } from './verbs/attach';
import { avails } from './verbs/avails';
import { backup } from './verbs/backup';
import { buyers } from './verbs/buyers';
import { compare } from './verbs/compare';
import { copy } from './verbs/copy';
import { deadLetters } from './verbs/dead-letters';
import { deadlines } from './verbs/deadlines';
import { diff } from './verbs/diff';
import { evidence } from './verbs/evidence';
import { explain } from './verbs/explain';
import { exportVerb } from './verbs/export';
import { festivals } from './verbs/festivals';
import { history } from './verbs/history';
import { importVerb } from './verbs/import';
import { ledger } from './verbs/ledger';
import { log } from './verbs/log';
import { rates } from './verbs/rates';
import { replay } from './verbs/replay';
import { restore } from './verbs/restore';
import { serve } from './verbs/serve';
import { status } from './verbs/status';
import { verifyVerb } from './verbs/verify';
import { views } from './verbs/views';
import { webhooks } from './verbs/webhooks';
import { witnessVerb } from './verbs/witness';

/** Every verb, in the order of the help. */
const VERBS: Readonly<Record<string, (program: Command) => void>> = {
  serve,
  import: importVerb,
  status,
  history,
  log,
  explain,
  diff,
  replay,
  evidence,
  attach,
  avails,
  compare,
  deadlines,
  buyers,
  festivals,
  rates,
  webhooks,
  views,
  'dead-letters': deadLetters,
  verify: verifyVerb,
  ledger,
  witness: witnessVerb,
  backup,
  restore,
  export: exportVerb,
  copy,
};

const EPILOGUE = `
Settings come from the environment, see docs/reference/configuration.md.
Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 not found, 4 configuration, files or another process.`;

/** With the verb that is asked for; with all of them where none is, so that they can be told. */
function programOf(version: string, asked: string | undefined): Command {
  const program = new Command('ovation')
    .description('The system of record for how a film gets sold.')
    .version(version)
    .exitOverride()
    .showHelpAfterError()
    .addHelpText('after', EPILOGUE);
  const all = Object.entries(VERBS);
  const one = all.filter(([name]) => name === asked);
  for (const [, verb] of one.length === 0 ? all : one) verb(program);
  return program;
}

/** A reader that has seen enough (`ovation status | head`) is no failure. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode);
}

/** Runs a command line of a version of the program. Sets the exit code; prints one sentence, and no stack trace, when something is wrong. */
export async function main(argv: readonly string[], version: string): Promise<void> {
  process.stdout.on('error', endWithReader);
  try {
    await programOf(version, argv[2]).parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
      return;
    }
    const { sentence, exitCode } = failureOf(error);
    say(sentence);
    process.exitCode = exitCode;
  }
}

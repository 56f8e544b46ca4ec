import type { Command } from 'commander';
import { startFailure, startServer } from '#apps/api';
import { readConfiguration } from '#configuration';
import { EXIT } from '../exit-codes';
import { CommandLineError } from '../failure';
import { say } from '../output/print';

/** Starts the server and stays until it is told to stop. */
export const serve = (program: Command): Command =>
  program
    .command('serve')
    .description('start the server, on this machine only, until it is stopped')
    .action(async () => {
      const configuration = readConfiguration(process.env);
      const server = await startServer(configuration).catch((error: unknown) => {
        throw new CommandLineError(EXIT.environment, startFailure(error, configuration));
      });
      say(
        `Ovation answers at ${server.url}, to this machine only. Its reference is at ${server.url}/api/docs. Stop it with Ctrl-C.`,
      );
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      });
      await server.stop();
    });

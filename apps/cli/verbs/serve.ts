import type { Command } from 'commander';
import { startServer } from '#apps/api';
import { readConfiguration } from '#configuration';
import { say } from '../output/print';

/** Starts the server and stays until it is told to stop. */
export const serve = (program: Command): Command =>
  program
    .command('serve')
    .description('start the server, on this machine only, until it is stopped')
    .action(async () => {
      const server = await startServer(readConfiguration(process.env));
      say(
        `Ovation answers at ${server.url}, to this machine only. Its reference is at ${server.url}/api/docs. Stop it with Ctrl-C.`,
      );
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      });
      await server.stop();
    });

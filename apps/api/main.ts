import process from 'node:process';

/** The first version of Node.js that has everything that is used here. */
const LEAST_NODE = 24;

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  // Loaded only now: what they use is not in older versions of Node.js.
  const { readConfiguration } = await import('#configuration');
  const { startFailure, startServer } = await import('#apps/api');
  let listening = { host: '', port: 0 };
  try {
    const configuration = readConfiguration(process.env);
    listening = configuration;
    const server = await startServer(configuration);
    const stop = (): void => {
      server.stop().catch((error: unknown) => {
        fail(`Ovation did not stop as it should: ${error instanceof Error ? error.message : String(error)}`);
      });
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
  } catch (error) {
    fail(startFailure(error, listening));
  }
}

const version = process.versions.node;
if (Number.parseInt(version, 10) < LEAST_NODE)
  fail(
    `Ovation needs Node.js ${String(LEAST_NODE)} or later, this is ${version}: start it with npm start, which brings its own.`,
  );
else void main();

/**
 * Runs one command of `ovation` after the other in this process, so that what they share is loaded once. Told each by
 * its parent, answers with how it ended and what it said (Ended). Settings are the command's alone.
 * Argument: the folder of the program, which is built.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inspect } from 'node:util';

const require = createRequire(import.meta.url);
const root = process.argv[2];
const { main } = require(join(root, 'dist/apps/cli/main.js'));
const { version } = require(join(root, 'package.json'));

/** Keeps what is written to a stream of this process until it is asked for. */
function kept(stream) {
  let chunks = [];
  stream.write = (chunk, encoding, written) => {
    chunks.push(Buffer.from(chunk));
    const done = typeof encoding === 'function' ? encoding : written;
    if (done !== undefined) process.nextTick(done);
    return true;
  };
  return () => {
    const text = Buffer.concat(chunks).toString();
    chunks = [];
    return text;
  };
}

const [out, err] = [kept(process.stdout), kept(process.stderr)];

process.on('message', async ({ args, env }) => {
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, env);
  process.exitCode = undefined;
  try {
    await main([process.execPath, 'ovation', ...args], version);
  } catch (error) {
    process.stderr.write(inspect(error));
    process.exitCode = 1;
  }
  process.stdout.removeAllListeners('error');
  const ended = { exitCode: process.exitCode ?? 0, out: out(), err: err() };
  process.exitCode = undefined;
  process.send(ended);
});

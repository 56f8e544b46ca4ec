import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** How to end a program that was started: asked for, or because this process ends. */
export function endWithUs(child: ChildProcess, signal: NodeJS.Signals): () => Promise<void> {
  const kill = (): void => void child.kill('SIGKILL');
  const ended = once(child, 'exit').then(() => process.removeListener('exit', kill));
  process.once('exit', kill);
  return async () => {
    child.kill(signal);
    await ended;
  };
}

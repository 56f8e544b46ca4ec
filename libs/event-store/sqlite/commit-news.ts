import { BroadcastChannel } from 'node:worker_threads';
import { realFile } from './real-file';

/** Word of commits to one log between the threads of this process; what other processes commit is looked for. */
export interface CommitNews {
  /** Tells the other threads. */
  spread(): void;
  close(): void;
}

/** @param heard Called when another thread has committed. */
export function createCommitNews(file: string, heard: () => void = () => undefined): CommitNews {
  const channel = new BroadcastChannel(`commits to ${realFile(file)}`);
  channel.onmessage = heard;
  // Nobody is to be kept from ending by news that may never come.
  channel.unref();
  return {
    spread: () => {
      channel.postMessage(null);
    },
    close: () => {
      channel.close();
    },
  };
}

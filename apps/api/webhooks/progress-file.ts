import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ProgressKeeper, WebhookProgress } from '#acquisition/processes';

interface Contents {
  readonly format: 1;
  readonly webhooks: Readonly<Record<string, WebhookProgress>>;
}

const isContents = (value: unknown): value is Contents =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === 1 && 'webhooks' in value;

/** What a file says; nothing where it is not there, or is no such file: what was told is then told again. */
async function read(file: string): Promise<Contents['webhooks']> {
  try {
    const contents: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isContents(contents) ? contents.webhooks : {};
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/**
 * How far webhooks have come, in a small file beside the stores. It is replaced as a whole, one replacement at a time, so that
 * it is never half written.
 */
export async function progressFile(file: string): Promise<ProgressKeeper> {
  await mkdir(dirname(file), { recursive: true });
  const webhooks = new Map(Object.entries(await read(file)));
  let writing: Promise<void> = Promise.resolve();
  /** A replacement that has not begun: it holds whatever is changed until then. */
  let waiting: Promise<void> | undefined;

  const replace = async (): Promise<void> => {
    waiting = undefined;
    const contents: Contents = { format: 1, webhooks: Object.fromEntries(webhooks) };
    // Another process may keep one of its own there, each replaced as a whole.
    const fresh = `${file}.${String(process.pid)}`;
    await writeFile(fresh, JSON.stringify(contents), { mode: 0o600 });
    await rename(fresh, file);
  };

  const written = (): Promise<void> => {
    waiting ??= writing = writing.catch(() => undefined).then(replace);
    return waiting;
  };

  return {
    of: (webhookId) => webhooks.get(webhookId),
    keep: (webhookId, progress) => {
      webhooks.set(webhookId, progress);
      return written();
    },
    note: (webhookId, progress) => void webhooks.set(webhookId, progress),
    keepOnly: async (webhookIds) => {
      const gone = [...webhooks.keys()].filter((webhookId) => !webhookIds.has(webhookId));
      if (gone.length === 0) return;
      for (const webhookId of gone) webhooks.delete(webhookId);
      await written();
    },
  };
}

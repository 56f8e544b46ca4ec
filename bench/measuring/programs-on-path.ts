import { accessSync, constants, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The path of the first of these programs that is there; also looked for in `folders`, after the PATH. */
export const findProgram = (names: readonly string[], folders: readonly string[] = []): string | undefined =>
  names
    .flatMap((name) =>
      [...(process.env['PATH'] ?? '').split(delimiter), ...folders].map((folder) => join(folder, name)),
    )
    .find(isProgram);

/** A port that nobody has at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

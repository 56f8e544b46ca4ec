import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '#configuration';
import { startServer } from '#apps/api';

const REFERENCE = readFileSync(join(__dirname, '../../docs/reference/http.md'), 'utf8');

interface Operation {
  readonly summary: string;
  readonly 'x-action': string;
}

it('lists every route of the server, and no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ovation-reference-'));
  const server = await startServer(readConfiguration({ OVATION_DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' }));
  try {
    const answer = await fetch(`${server.url}/api/openapi.json`);
    const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Operation>> };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, operation]) =>
          `| \`${method.toUpperCase()} ${path}\` | ${operation.summary} | \`${operation['x-action']}\` |`,
      ),
    );
    expect(
      REFERENCE.split('\n')
        .filter((line) => /^\| `(GET|POST) /.test(line))
        .sort(),
    ).toEqual(routes.sort());
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
});

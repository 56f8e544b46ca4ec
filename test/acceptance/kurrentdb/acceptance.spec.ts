import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '#event-store';
import { keepLogsAt } from '#testing/http';
import { describeOnServer } from '#testing/kurrentdb';

const FOLDER = join(__dirname, '..');
/** What is about embedded stores, files of processes, and other servers. */
const OF_FILES = ['backups.spec.ts', 'evidence-in-a-bucket.spec.ts', 'process.spec.ts', 'tampering.spec.ts'];

const specs = readdirSync(FOLDER).filter((name) => name.endsWith('.spec.ts') && !OF_FILES.includes(name));

describeOnServer('acceptance on KurrentDB', 'any', (servers) => {
  keepLogsAt(async () => `${await servers.url()}&namespace=test${newId().replaceAll('-', '')}`);

  describe.each(specs)('%s', (spec) => {
    // Each declares its tests where it is loaded, so that they are the same ones.
    jest.requireActual(join(FOLDER, spec));
  });
});

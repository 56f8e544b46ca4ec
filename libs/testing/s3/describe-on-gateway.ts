import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Gateway } from './start-gateway';
import { startGateway } from './start-gateway';

/** Of Debian's packages radosgw, ceph-mon, ceph-osd and ceph-common. */
const PROGRAMS = ['radosgw', 'radosgw-admin', 'ceph', 'ceph-authtool', 'ceph-mon', 'ceph-osd', 'monmaptool'];
const LONGEST_MS = 120_000;

const isOnPath = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/**
 * Describes a suite that needs a server of S3, which its tests are given. Where none can be started, they are registered as
 * not run, under a name that says why.
 */
export function describeOnGateway(name: string, suite: (gateway: () => Gateway) => void): void {
  let gateway: Gateway | undefined;
  const started = (): Gateway => {
    if (gateway === undefined) throw new Error('The gateway was not started yet.');
    return gateway;
  };
  const missing = PROGRAMS.filter((program) => !isOnPath(program));
  if (missing.length > 0) {
    describe.skip(`${name} (no server of S3: ${missing.join(', ')} of Ceph is not on the PATH)`, () => {
      suite(started);
    });
    return;
  }
  describe(name, () => {
    beforeAll(async () => {
      gateway = await startGateway();
    }, LONGEST_MS);
    afterAll(() => gateway?.dispose());
    suite(started);
  });
}

import { dirname, join } from 'node:path';
import { evidenceFolderOf } from '#apps/api';
import type { Configuration } from '#configuration';
import type { CopiedEvidence } from '#evidence';
import { copyEvidence } from '#evidence';
import { openEvidenceFolder } from '#evidence/folder';
import { EXIT } from './exit-codes';
import { say } from './output/print';
import { withProgress } from './output/progress';
import { count } from './output/words';

/** What was taken in once is brought there and back, whatever is taken in today. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** Beside the backups, one folder for all of them: documents never change. */
const besides = (folder: string): string => join(folder, 'evidence');

const copy = (from: string, to: string): Promise<CopiedEvidence> =>
  withProgress('copying', 'documents', (onDocument) =>
    copyEvidence(
      openEvidenceFolder({ folder: from, limit: NO_LIMIT, readOnly: true }),
      openEvidenceFolder({ folder: to, limit: NO_LIMIT }),
      (done) => {
        onDocument(done);
      },
    ),
  );

/** Brings the documents that are not there yet to where backups lie. After the log: what that names is kept by then. */
export const backUpEvidence = ({ evidenceStoreUrl }: Configuration, folder: string): Promise<CopiedEvidence> =>
  copy(evidenceFolderOf(evidenceStoreUrl), besides(folder));

/** Brings back the documents that lie beside a backup, those that are not here. */
export const restoreEvidence = ({ evidenceStoreUrl }: Configuration, backup: string): Promise<CopiedEvidence> =>
  copy(besides(dirname(backup)), evidenceFolderOf(evidenceStoreUrl));

/** What was copied, for people; nothing where there are no documents. */
export const describeCopied = ({ copied, there }: CopiedEvidence): string =>
  copied + there === 0 ? '' : `${count(copied, 'document')} copied, ${String(there)} there already.`;

/** Says which documents were not copied, for they are not what they were named by. */
export function tellAltered({ altered }: CopiedEvidence): void {
  if (altered.length === 0) return;
  say(`Altered, and not copied: ${altered.join(', ')}. Whoever has the right file uploads it again.`);
  process.exitCode = EXIT.failed;
}

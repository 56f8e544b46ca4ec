import { dirname, join } from 'node:path';
import type { Configuration } from '#configuration';
import type { CopiedEvidence } from '#evidence';
import { copyEvidence } from '#evidence';
import { openEvidenceFolder } from '#evidence/folder';
import { openEvidence } from '../open-evidence';

/** What was taken in once is brought there and back, whatever is taken in today. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** Beside the backups, one folder for all of them: documents never change. */
const besides = (folder: string): string => join(folder, 'evidence');

type Place = Pick<Configuration, 'evidenceStoreUrl'>;
type Told = (done: number) => void;

/**
 * Brings the documents that are not there yet to where backups lie. After the log: what that names is kept by then.
 * @param onDocument told of how many were looked at.
 * @throws EvidenceError where they cannot be read, or written there.
 */
export const bringEvidenceBeside = (
  { evidenceStoreUrl }: Place,
  folder: string,
  onDocument?: Told,
): Promise<CopiedEvidence> =>
  copyEvidence(
    openEvidence({ evidenceStoreUrl, evidenceLimit: NO_LIMIT }, { readOnly: true }),
    openEvidenceFolder({ folder: besides(folder), limit: NO_LIMIT }),
    onDocument,
  );

/**
 * Brings back the documents that lie beside a backup, those that are not here.
 * @throws EvidenceError where they cannot be read, or written here.
 */
export const bringEvidenceBack = (
  { evidenceStoreUrl }: Place,
  backup: string,
  onDocument?: Told,
): Promise<CopiedEvidence> =>
  copyEvidence(
    openEvidenceFolder({ folder: besides(dirname(backup)), limit: NO_LIMIT, readOnly: true }),
    openEvidence({ evidenceStoreUrl, evidenceLimit: NO_LIMIT }, { readOnly: false }),
    onDocument,
  );

/** Which documents were not copied, for they are not what they were named by, and what to do; undefined where there are none. */
export const alteredInWords = ({ altered }: CopiedEvidence): string | undefined =>
  altered.length === 0
    ? undefined
    : `Altered, and not copied: ${altered.join(', ')}. Whoever has the right file uploads it again.`;

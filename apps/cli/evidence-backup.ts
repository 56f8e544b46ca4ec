import { alteredInWords, bringEvidenceBack, bringEvidenceBeside } from '#apps/api';
import type { Configuration } from '#configuration';
import type { CopiedEvidence } from '#evidence';
import { EXIT } from './exit-codes';
import { say } from './output/print';
import { withProgress } from './output/progress';
import { count } from './output/words';

/** `bringEvidenceBeside`, with progress. */
export const backUpEvidence = (configuration: Configuration, folder: string): Promise<CopiedEvidence> =>
  withProgress('copying', 'documents', (onDocument) => bringEvidenceBeside(configuration, folder, onDocument));

/** `bringEvidenceBack`, with progress. */
export const restoreEvidence = (configuration: Configuration, backup: string): Promise<CopiedEvidence> =>
  withProgress('copying', 'documents', (onDocument) => bringEvidenceBack(configuration, backup, onDocument));

/** What was copied, for people; nothing where there are no documents. */
export const describeCopied = ({ copied, there }: CopiedEvidence): string =>
  copied + there === 0 ? '' : `${count(copied, 'document')} copied, ${String(there)} there already.`;

/** Says which documents were not copied, for they are not what they were named by. */
export function tellAltered(evidence: CopiedEvidence): void {
  const altered = alteredInWords(evidence);
  if (altered === undefined) return;
  say(altered);
  process.exitCode = EXIT.failed;
}

import { EvidenceError, isEvidenceError } from '../errors';

const READ_ONLY = ['EACCES', 'EPERM', 'EROFS'];
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

export const isNotThere = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** What an error of the system is to whoever keeps a document in `folder`. */
export function whileWriting(error: unknown, folder: string): EvidenceError {
  if (isEvidenceError(error)) return error;
  const { code = 'unknown error' } = error as NodeJS.ErrnoException;
  if (FULL.includes(code))
    return new EvidenceError('full', `There is no room for documents in ${folder}: make room, then try again.`, {
      cause: error,
    });
  if (READ_ONLY.includes(code))
    return new EvidenceError('read-only', `No document can be written to ${folder}: check its permissions.`, {
      cause: error,
    });
  return new EvidenceError('unavailable', `No document can be written to ${folder} (${code}): check the disk.`, {
    cause: error,
  });
}

/** What an error of the system is to whoever reads documents in `folder`. */
export const whileReading = (error: unknown, folder: string): EvidenceError =>
  isEvidenceError(error)
    ? error
    : new EvidenceError(
        'unavailable',
        `Documents in ${folder} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}): check its permissions and the disk.`,
        { cause: error },
      );

import type { Configuration } from '#configuration';
import { ConfigurationError } from '#configuration';
import type { EvidenceStore } from '#evidence';
import { openEvidenceFolder } from '#evidence/folder';
import { openEvidenceBucket, readBucketUrl } from '#evidence/s3';

const FOLDER = /^folder:/;

/**
 * Opens the place where documents are kept, as the configuration says. Nothing is made before the first document.
 * @throws ConfigurationError where it is neither a folder nor a bucket.
 */
export function openEvidence(
  { evidenceStoreUrl, evidenceLimit: limit }: Pick<Configuration, 'evidenceStoreUrl' | 'evidenceLimit'>,
  { readOnly }: { readonly readOnly: boolean },
): EvidenceStore {
  if (FOLDER.test(evidenceStoreUrl))
    return openEvidenceFolder({ folder: evidenceStoreUrl.replace(FOLDER, ''), limit, readOnly });
  const place = readBucketUrl(evidenceStoreUrl);
  if (place === undefined)
    throw new ConfigurationError('EVIDENCE_STORE_URL names no bucket: write s3://<key>:<secret>@<host>/<bucket>.');
  return openEvidenceBucket({ place, limit, readOnly });
}

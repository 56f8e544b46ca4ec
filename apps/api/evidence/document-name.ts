import type { Stored } from '#evidence';
import { ENDINGS } from '#evidence';

/** Other ways in which the names of a type end. */
const ALSO: Readonly<Record<string, readonly string[]>> = { '.jpg': ['.jpeg'], '.heic': ['.heif'] };

/**
 * The name under which a document is taken away: what an entry calls it, or its digest; ending as its bytes tell it, so that
 * nothing is opened as something else because of its name.
 */
export function documentName({ sha256, mediaType }: Stored, called = sha256): string {
  const ending = ENDINGS[mediaType];
  const isRight = [ending, ...(ALSO[ending] ?? [])].some((one) => called.toLowerCase().endsWith(one));
  return isRight ? called : `${called}${ending}`;
}

import type { EvidenceStore } from './port';

/** What was copied. */
export interface CopiedEvidence {
  readonly copied: number;
  /** Documents that were there already, and right. */
  readonly there: number;
  /** Digests of those that are not what they were named by, and were left where they are. */
  readonly altered: readonly string[];
}

/**
 * Brings documents from one place to another, those that are not there yet: they never change, so that nothing else is needed.
 * @param onDocument told of how many were looked at.
 * @throws EvidenceError as `put`, `check` and `list`.
 */
export async function copyEvidence(
  from: Pick<EvidenceStore, 'list' | 'open' | 'check'>,
  to: Pick<EvidenceStore, 'put' | 'check'>,
  onDocument?: (done: number) => void,
): Promise<CopiedEvidence> {
  let [copied, there] = [0, 0];
  const altered: string[] = [];
  for await (const sha256 of from.list()) {
    if ((await to.check(sha256)) === 'ok') there += 1;
    else if ((await from.check(sha256)) === 'altered') altered.push(sha256);
    else {
      const content = await from.open(sha256);
      if (content !== undefined) {
        try {
          await to.put(content);
        } finally {
          // Whoever does not take it may not have read it to its end.
          content.destroy();
        }
        copied += 1;
      }
    }
    onDocument?.(copied + there + altered.length);
  }
  return { copied, there, altered };
}

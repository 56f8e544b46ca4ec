import canonicalize from 'canonicalize';
import type { RecordedEvent } from '../port';

/** Everything of an event but its position, which is its store's own, in one form (RFC 8785). */
export const canonical = ({
  stream,
  revision,
  id,
  type,
  data,
  metadata,
  recordedAt,
}: Omit<RecordedEvent, 'position'>): string =>
  canonicalize({ stream, revision: String(revision), id, type, data, metadata, recordedAt }) ?? '';

import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Header that an answer carries its correlation id in; the same id goes with the events that the request recorded. */
export const CORRELATION_HEADER = 'x-correlation-id';

/** W3C Trace Context: version, trace id, parent id, flags. All zeros is no trace. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$/;

/** The trace that a request belongs to, or a new one of the same form. */
export function correlationIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const { traceparent } = request.headers;
  const trace = typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent)?.[1] : undefined;
  return trace ?? randomUUID().replaceAll('-', '');
}

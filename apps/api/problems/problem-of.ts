import { HttpException } from '@nestjs/common';
import { Refused, isFilmStream } from '#acquisition/film-stream';
import type { FieldProblem, Refusal } from '#acquisition/domain';
import { SpreadsheetError } from '#acquisition/spreadsheet';
import type { EventStoreError } from '#event-store';
import { CommandIdReused, EventDecodeError, IfMatchFailed, isEventStoreError } from '#event-store';
import type { LedgerError } from '#ledger';
import { isLedgerError } from '#ledger';
import type { EvidenceError } from '#evidence';
import { isEvidenceError } from '#evidence';
import type { ReadStoreError } from '#read-store';
import { isReadStoreError } from '#read-store';
import type { ViewsError } from '#subscriptions';
import { isViewsError } from '#subscriptions';
import { Problem } from './problem';

/** Seconds after which to try again what failed for now. */
const RETRY_AFTER = 1;

const STATUS_OF_REFUSAL: Readonly<Record<Refusal['kind'], number>> = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'not-kept': 422,
};

/** One way to write the place in a list: `holdbacks[0].media`. */
const withBrackets = ({ field, ...rest }: FieldProblem): FieldProblem => ({
  field: field.replace(/\.(\d+)(?=\.|$)/g, '[$1]'),
  ...rest,
});

function fromRefusal({ kind, code, message, problems, conflicts, free, warnings }: Refusal): Problem {
  return new Problem(STATUS_OF_REFUSAL[kind], code, message, {
    ...(problems === undefined ? {} : { fields: problems.map(withBrackets) }),
    ...(conflicts === undefined ? {} : { conflicts }),
    ...(free === undefined ? {} : { free }),
    ...(warnings === undefined ? {} : { warnings }),
  });
}

const later = (code: string, message: string): Problem => new Problem(503, code, message, { retryAfter: RETRY_AFTER });

function fromEventStore({ code, message }: EventStoreError): Problem {
  switch (code) {
    case 'invalid': // what was typed is checked against the schema of its event only when it is stored
      return new Problem(400, 'invalid-input', message);
    case 'too-large':
      return new Problem(413, 'body-too-large', message);
    case 'full':
      return later('store-full', message);
    case 'read-only':
      return later('store-read-only', message);
    case 'outcome-unknown':
      return later('outcome-unknown', message);
    case 'conflict':
    case 'unavailable':
    case 'position-unknown':
    case 'locked':
    case 'closed':
      return later('store-unavailable', message);
    case 'corrupt':
    case 'newer-version':
      return new Problem(500, 'store-damaged', message);
  }
}

function fromEvidence({ code, message }: EvidenceError): Problem {
  switch (code) {
    case 'too-large':
      return new Problem(413, 'document-too-large', message);
    case 'empty':
    case 'cut-off':
      return new Problem(400, `document-${code}`, message);
    case 'full':
      return later('store-full', message);
    case 'read-only':
      return later('store-read-only', message);
    case 'unavailable':
      return later('store-unavailable', message);
  }
}

const READ_STORE_DAMAGED: readonly ReadStoreError['code'][] = ['corrupt', 'newer-version', 'not-a-read-store'];

const fromReadStore = ({ code, message }: ReadStoreError): Problem =>
  READ_STORE_DAMAGED.includes(code) ? new Problem(500, 'store-damaged', message) : later('store-unavailable', message);

function fromViews({ code, message }: ViewsError): Problem {
  switch (code) {
    case 'unknown-view':
      return new Problem(404, 'view-not-found', message);
    case 'unknown-dead-letter':
      return new Problem(404, 'dead-letter-not-found', message);
    case 'already-building':
    case 'poison-event':
    case 'event-missing':
      return new Problem(409, code, message);
    default:
      return later('store-unavailable', message);
  }
}

function fromLedger({ code, message }: LedgerError): Problem {
  switch (code) {
    case 'not-found':
      return new Problem(404, 'not-in-ledger', message);
    case 'invalid':
      return new Problem(400, 'invalid-input', message);
    case 'key-missing':
      return new Problem(409, 'ledger-key-missing', message);
    case 'altered':
    case 'foreign':
      return new Problem(409, 'log-altered', message);
    case 'damaged':
      return later('store-unavailable', message);
  }
}

function fromHttp(error: HttpException): Problem {
  const status = error.getStatus();
  if (status >= 500) return defect();
  switch (status) {
    case 413:
      return new Problem(status, 'body-too-large', 'The body is larger than this server takes: send less at once.');
    case 415:
      return new Problem(
        status,
        'unsupported-media-type',
        'Send the body as JSON, with the header content-type: application/json.',
      );
    default:
      return new Problem(status, status === 404 ? 'route-not-found' : 'bad-request', error.message);
  }
}

const defect = (): Problem =>
  new Problem(500, 'defect', 'The program failed. It was logged under the correlation id: report that, and try again.');

/** What an error is to whoever asked. Nothing of its inside is told but what its own sentence says. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refused) return fromRefusal(error.refusal);
  if (error instanceof IfMatchFailed) return new Problem(412, 'revision-mismatch', revisionSentence(error));
  if (error instanceof CommandIdReused) {
    const message = 'Something else was recorded under this Idempotency-Key: give a new request a key of its own.';
    return new Problem(422, 'idempotency-key-reused', message);
  }
  if (error instanceof SpreadsheetError) {
    return new Problem(error.code === 'spreadsheet-too-large' ? 413 : 400, error.code, error.message);
  }
  if (error instanceof EventDecodeError) return new Problem(500, 'store-damaged', error.message);
  if (isEventStoreError(error)) return fromEventStore(error);
  if (isEvidenceError(error)) return fromEvidence(error);
  if (isReadStoreError(error)) return fromReadStore(error);
  if (isViewsError(error)) return fromViews(error);
  if (isLedgerError(error)) return fromLedger(error);
  return error instanceof HttpException ? fromHttp(error) : defect();
}

const revisionSentence = ({ stream, expected, actual }: IfMatchFailed): string => {
  if (actual !== 'no-stream') {
    const it = isFilmStream(stream) ? 'The film' : 'What it is recorded on';
    return `${it} is at revision ${String(actual)}, not at ${String(expected)}: read it again, then decide again.`;
  }
  const nothing = isFilmStream(stream) ? 'no film yet' : 'nothing recorded yet';
  return `There is ${nothing} that could be at revision ${String(expected)}: leave If-Match out.`;
};

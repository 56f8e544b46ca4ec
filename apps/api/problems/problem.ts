import type { Conflict, FieldProblem } from '#acquisition/domain';
import { titleOf } from './problem-catalogue';

/** What a problem says beside its code, status and sentence. */
export interface ProblemDetails {
  readonly fields?: readonly FieldProblem[];
  readonly conflicts?: readonly Conflict[];
  readonly free?: string;
  readonly warnings?: readonly string[];
  /** Seconds after which the same request may succeed. */
  readonly retryAfter?: number;
  /** Methods that the address does answer. */
  readonly allow?: readonly string[];
}

/** Why a request is not answered as asked, for whoever asked (RFC 9457). Thrown anywhere on the edge. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly status: number,
    /** Stable; the last part of its `type`. */
    readonly code: string,
    /** A sentence that says what to do. */
    message: string,
    readonly details: ProblemDetails = {},
  ) {
    super(message);
  }
}

/** Where problems are described, at `/problems/<code>` of the same server. */
export const PROBLEMS_PATH = '/problems';
export const PROBLEM_TYPE = 'application/problem+json';

/** A problem as it is sent. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly correlationId: string;
  readonly fields?: readonly FieldProblem[];
  readonly conflicts?: readonly Conflict[];
  readonly free?: string;
  readonly warnings?: readonly string[];
}

export function problemBody(problem: Problem, instance: string, correlationId: string): ProblemBody {
  const { fields, conflicts, free, warnings } = problem.details;
  return {
    type: `${PROBLEMS_PATH}/${problem.code}`,
    title: titleOf(problem.code),
    status: problem.status,
    detail: problem.message,
    instance,
    correlationId,
    ...(fields === undefined ? {} : { fields }),
    ...(conflicts === undefined ? {} : { conflicts }),
    ...(free === undefined ? {} : { free }),
    ...(warnings === undefined ? {} : { warnings }),
  };
}

/** A field of the input that cannot be right. */
export const invalidInput = (fields: readonly FieldProblem[]): Problem =>
  new Problem(400, 'invalid-input', `${fields.map(({ field, message }) => `${field}: ${message}`).join('; ')}.`, {
    fields,
  });

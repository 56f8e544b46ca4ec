import { SetMetadata } from '@nestjs/common';

/** Key of the description of a route. */
export const DESCRIPTION = 'ovation:description';

/** What the reference says of a route beyond its path and its action. */
export interface RouteDescription {
  /** As on its button. */
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  /** Headline under which the reference lists it. */
  readonly area: string;
  /** Class whose fields are the parameters of the query. */
  readonly parameters?: new () => object;
  /** Class of the body. */
  readonly body?: new () => object;
  /** Content types of files that the body may be instead. */
  readonly bodyTypes?: readonly string[];
  readonly example?: Readonly<Record<string, unknown>>;
  /** Name of the answer among ANSWERS. */
  readonly answer: string;
  /** Answers a file instead where a `format` is asked for. */
  readonly files?: boolean;
  /** Content types that the answer may have, where it is a file whatever is asked for. */
  readonly answerTypes?: readonly string[];
  /** Status of the answer. Default: 200. */
  readonly status?: number;
  /** Codes of problems that it may answer with, beyond those of every route. */
  readonly problems?: readonly number[];
  /** Records something: takes `If-Match` and `Idempotency-Key`, and who acts. */
  readonly records?: boolean;
  /** Takes who acts, and nothing else of what records. */
  readonly namesActor?: boolean;
}

export const Described = (description: RouteDescription): MethodDecorator => SetMetadata(DESCRIPTION, description);

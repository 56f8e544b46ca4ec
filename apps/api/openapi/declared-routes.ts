import { RequestMethod } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import type { Action } from '#acquisition/commands';
import type { RouteDescription } from '../http/described';
import { DESCRIPTION } from '../http/described';
import { ACTION } from '../http/performs';

/** A route, as its controller declares it. */
export interface DeclaredRoute {
  /** Unique; the name of its handler. */
  readonly name: string;
  readonly method: string;
  /** With `:name` for parameters. */
  readonly path: string;
  readonly action: Action | undefined;
  readonly description: RouteDescription | undefined;
}

const joined = (...parts: readonly unknown[]): string =>
  `/${parts
    .map((part) => (typeof part === 'string' ? part.replace(/^\/+|\/+$/g, '') : ''))
    .filter((part) => part !== '')
    .join('/')}`;

/** Every route of these controllers. */
export function declaredRoutes(controllers: readonly Type[]): readonly DeclaredRoute[] {
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Readonly<Record<string, unknown>>;
    const base: unknown = Reflect.getMetadata('path', controller);
    return Object.getOwnPropertyNames(prototype).flatMap((name): DeclaredRoute[] => {
      const handler = prototype[name];
      if (typeof handler !== 'function') return [];
      const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      return [
        {
          name,
          method: RequestMethod[method],
          path: joined(base, Reflect.getMetadata('path', handler)),
          action: Reflect.getMetadata(ACTION, handler) as Action | undefined,
          description: Reflect.getMetadata(DESCRIPTION, handler) as RouteDescription | undefined,
        },
      ];
    });
  });
}

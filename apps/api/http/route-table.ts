/** Every route that the server answers. */
export interface RouteTable {
  readonly routes: readonly Route[];
  add(route: Route): void;
  /** Methods that a path is answered for; empty when there is nothing at it. */
  methodsAt(path: string): readonly string[];
}

export interface Route {
  readonly method: string;
  /** With `:name` for parameters and `*` for anything. */
  readonly path: string;
}

const patternOf = (path: string): RegExp => {
  const escaped = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/:[^/]+/g, '[^/]+').replaceAll('*', '.*')}/?$`);
};

export function createRouteTable(): RouteTable {
  const routes: Route[] = [];
  return {
    routes,
    add: (route) => void routes.push(route),
    methodsAt: (path) =>
      [...new Set(routes.filter((route) => patternOf(route.path).test(path)).map(({ method }) => method))].sort(),
  };
}

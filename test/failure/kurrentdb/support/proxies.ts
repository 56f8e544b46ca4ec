import { startFaultProxy, type FaultProxy } from '../../support/fault-proxy';

export interface ProxiedServer extends FaultProxy {
  /** Of the server, by way of the proxy. */
  readonly url: string;
}

/** Puts proxies before servers for the tests of a file; gone after each test. For use within Jest. */
export function useProxies(): { before(server: { readonly url: string }): Promise<ProxiedServer> } {
  const started: FaultProxy[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((proxy) => proxy.close()));
  });
  return {
    before: async ({ url }) => {
      const { port } = new URL(url);
      const proxy = await startFaultProxy(Number(port));
      started.push(proxy);
      return { ...proxy, url: url.replace(`:${port}`, `:${String(proxy.port)}`) };
    },
  };
}

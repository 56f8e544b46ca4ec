import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { isWritable } from './is-writable';
import { describeOnServer } from './index';

describeOnServer('a node of our own', 'own', (servers) => {
  it('takes appends as soon as it is there, each time it is started', async () => {
    const node = await servers.startNode();
    const first = node.pid();
    expect(node.version).toMatch(/^\d+\.\d+/);
    expect(await isWritable(node.url)).toBe(true);
    await node.kill();
    expect(await isWritable(node.url)).toBe(false);
    await node.restart();
    expect(node.pid()).not.toBe(first);
    expect(await isWritable(node.url)).toBe(true);
  });

  it('does not answer while it is frozen', async () => {
    const node = await servers.startNode({ isInMemory: true });
    await node.freeze();
    expect(await isWritable(node.url)).toBe(false);
    await node.thaw();
    expect(await isWritable(node.url)).toBe(true);
  });

  it('leaves its data alone while it runs', async () => {
    const node = await servers.startNode();
    expect(() => node.copyData()).toThrow('The node runs');
    await node.kill();
    const copy = node.copyData();
    node.restoreData(copy);
    await node.restart();
    expect(existsSync(copy.folder)).toBe(true);
    await node.dispose();
    expect(existsSync(dirname(copy.folder))).toBe(false);
  });

  it('proves who it is when it is secure', async () => {
    const node = await servers.startNode({ isSecure: true, isInMemory: true });
    expect(node.url).toContain('admin:changeit@');
    expect(await isWritable(node.url)).toBe(true);
    expect(await isWritable(node.url.replace('changeit', 'wrong'))).toBe(false);
  });
});

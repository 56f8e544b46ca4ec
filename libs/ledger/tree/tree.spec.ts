import { mkdtempSync, rmSync, truncateSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  EMPTY_ROOT,
  consistencyProof,
  growTree,
  inclusionProof,
  leafHash,
  leafHashOf,
  nodeHash,
  provesConsistency,
  provesInclusion,
  readingTree,
  rootOf,
  writeTree,
  type FullSubtree,
} from '.';

/** The definition of RFC 9162, 2.1.1, to the letter. */
function rootByDefinition(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)));
}

function subtreesOf(leaves: readonly Buffer[]): FullSubtree {
  const known = new Map<string, Buffer>();
  return (level, index) => {
    const name = `${String(level)}/${String(index)}`;
    const hash = known.get(name) ?? rootByDefinition(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
    known.set(name, hash);
    return hash;
  };
}

const hex = (hashes: readonly Buffer[]): readonly string[] => hashes.map((hash) => hash.toString('hex'));

describe('published vectors', () => {
  // The leaves, roots and proofs that the implementations of Certificate Transparency are tested with.
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map((text) => leafHashOf(Buffer.from(text, 'hex')));
  const subtree = subtreesOf(leaves);
  const L0 = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';
  const L1 = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
  const L4 = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
  const N01 = 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125';
  const N23 = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
  const N45 = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';
  const N67 = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
  const N03 = 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7';
  const N47 = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';

  it.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, L0],
    [2, N01],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [4, N03],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [6, '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('the root of %i leaves', (size, root) => {
    expect(rootOf(subtree, size).toString('hex')).toBe(root);
  });

  it.each([
    [0, 1, []],
    [0, 8, [L1, N23, N47]],
    [5, 8, [L4, N67, N03]],
    [2, 3, [N01]],
    [1, 5, [L0, N23, L4]],
  ])('the proof of leaf %i in %i', (index, size, proof) => {
    expect(hex(inclusionProof(subtree, index, size))).toEqual(proof);
  });

  it.each([
    [1, 1, []],
    [1, 8, [L1, N23, N47]],
    [6, 8, [N45, N67, N03]],
    [2, 5, [N23, L4]],
  ])('the proof that %i are the beginning of %i', (older, newer, proof) => {
    expect(hex(consistencyProof(subtree, older, newer))).toEqual(proof);
  });
});

const MOST = 70;
const leaves = Array.from({ length: MOST }, (_, index) => leafHash(`event ${String(index)}`));
const subtree = subtreesOf(leaves);
const roots = Array.from({ length: MOST + 1 }, (_, size) => rootByDefinition(leaves.slice(0, size)));

it('grows to the root of the definition, leaf by leaf, and from any size on', () => {
  const tree = growTree();
  for (const [index, leaf] of leaves.entries()) {
    tree.append(leaf);
    expect(tree.root()).toEqual(roots[index + 1]);
    const edge = (level: number): Buffer => subtree(level, Math.floor((index + 1) / 2 ** level) - 1);
    expect(growTree({ size: index + 1, edge }).root()).toEqual(roots[index + 1]);
  }
});

it('proves every leaf of every tree, and no other leaf, place, size or root', () => {
  for (let size = 1; size <= MOST; size += 1) {
    const root = roots[size] as Buffer;
    for (let index = 0; index < size; index += 1) {
      const leaf = leaves[index] as Buffer;
      const proof = inclusionProof(subtree, index, size);
      expect(provesInclusion({ leaf, index, size, root }, proof)).toBe(true);
      expect(provesInclusion({ leaf: leafHash('forged'), index, size, root }, proof)).toBe(false);
      expect(provesInclusion({ leaf, index, size, root: leafHash('forged') }, proof)).toBe(false);
      expect(provesInclusion({ leaf, index, size, root }, [...proof, leaf])).toBe(false);
      if (proof.length > 0) expect(provesInclusion({ leaf, index, size, root }, proof.slice(1))).toBe(false);
      if (index > 0) expect(provesInclusion({ leaf, index: index - 1, size, root }, proof)).toBe(false);
    }
  }
});

it('proves every tree to begin with every smaller one, and with none that was altered', () => {
  for (let newer = 0; newer <= MOST; newer += 1) {
    for (let older = 0; older <= newer; older += 1) {
      const [before, after] = [roots[older] as Buffer, roots[newer] as Buffer];
      const proof = older === 0 ? [] : consistencyProof(subtree, older, newer);
      expect(provesConsistency({ size: older, root: before }, { size: newer, root: after }, proof)).toBe(true);
      const forged = leafHash('forged');
      expect(provesConsistency({ size: older, root: forged }, { size: newer, root: after }, proof)).toBe(false);
      if (older > 0) {
        expect(provesConsistency({ size: older, root: before }, { size: newer, root: forged }, proof)).toBe(false);
      }
      if (older < newer) {
        expect(provesConsistency({ size: newer, root: after }, { size: older, root: before }, proof)).toBe(false);
      }
    }
  }
});

it('takes no proof that is made up', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(
      hash,
      fc.integer(),
      fc.integer(),
      hash,
      fc.array(hash, { maxLength: 12 }),
      (leaf, index, size, root, proof) => {
        expect(provesInclusion({ leaf, index, size, root }, proof)).toBe(false);
        expect(provesConsistency({ size: index, root: leaf }, { size, root }, proof)).toBe(
          index === size && index > 0 && proof.length === 0 && Buffer.compare(leaf, root) === 0,
        );
      },
    ),
  );
});

it.each([
  [-1, 8],
  [8, 8],
  [0, 0],
])('has no proof of leaf %i of %i', (index, size) => {
  expect(() => inclusionProof(subtree, index, size)).toThrow(RangeError);
});

it.each([
  [0, 8],
  [9, 8],
])('has no proof that %i are the beginning of %i', (older, newer) => {
  expect(() => consistencyProof(subtree, older, newer)).toThrow(RangeError);
});

describe('on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'tree-')), 'tree');
  });
  afterEach(() => {
    rmSync(join(folder, '..'), { recursive: true });
  });

  const position = (index: number): string => String(3 * index + 1).padStart(20, '0');
  const placed = (from: number, to: number) =>
    leaves.slice(from, to).map((hash, at) => ({ hash, position: position(from + at) }));

  it('holds every full subtree and every position, however it was written, and goes on after it was closed', () => {
    const sizes = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom('goes on', 'synced', 'closed')));
    fc.assert(
      fc.property(sizes, (steps) => {
        rmSync(folder, { recursive: true, force: true });
        let tree = writeTree(folder);
        for (const [more, then] of steps) {
          const to = Math.min(MOST, tree.size + more);
          tree.append(placed(tree.size, to));
          expect(tree.root()).toEqual(roots[to]);
          if (then !== 'goes on') tree.sync();
          if (then === 'closed') {
            tree.close();
            tree = writeTree(folder);
          }
          readingTree(folder, (read) => {
            expect(read.size).toBe(to);
            for (let size = 0; size <= to; size += 1) expect(rootOf(read.subtree, size)).toEqual(roots[size]);
            for (let index = 0; index < to; index += 1) {
              expect(read.positionOf(index)).toBe(position(index));
              expect(read.indexOf(position(index))).toBe(index);
            }
            expect(read.indexOf(position(to))).toBeUndefined();
            expect(read.indexOf(String(2).padStart(20, '0'))).toBeUndefined();
          });
        }
        tree.close();
      }),
      { numRuns: 30 },
    );
  });

  it('goes on from what was synced, whatever a power cut left of the rest', () => {
    const tree = writeTree(folder);
    tree.append(placed(0, 20));
    tree.sync();
    tree.append(placed(20, 33));
    tree.close();
    truncateSync(join(folder, 'level-00'), 32 * 33 - 7);
    truncateSync(join(folder, 'level-03'), 32 * 2 + 1);
    const again = writeTree(folder);
    expect(again.size).toBe(20);
    again.append(placed(20, 65));
    expect(again.root()).toEqual(roots[65]);
    again.close();
    expect(readingTree(folder, ({ subtree: read }) => rootOf(read, 65))).toEqual(roots[65]);
  });

  it('says when its files are not what was written', () => {
    const tree = writeTree(folder);
    tree.append(placed(0, 20));
    tree.sync();
    tree.close();
    const file = join(folder, 'level-04');
    const bytes = readFileSync(file);
    bytes[9] = (bytes[9] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(() => writeTree(folder)).toThrow('do not hold the 20 leaves');
    truncateSync(join(folder, 'level-00'), 32 * 19);
    expect(() => writeTree(folder)).toThrow('do not hold the 20 leaves');
  });

  it.each([
    ['no JSON', '{"format":1'],
    ['no object', 'null'],
    ['no size', '{"format":1,"root":""}'],
    ['a size that is none', '{"format":1,"size":20.5,"root":""}'],
    ['another format', '{"format":2,"size":20,"root":""}'],
  ])('says that it is damaged when what tells its size holds %s', (_, text) => {
    const tree = writeTree(folder);
    tree.append(placed(0, 20));
    tree.sync();
    tree.close();
    writeFileSync(join(folder, 'synced.json'), text);
    expect(() => writeTree(folder)).toThrow(expect.objectContaining({ name: 'LedgerError', code: 'damaged' }) as Error);
  });

  it('says that it is damaged when one of its files is gone', () => {
    const tree = writeTree(folder);
    tree.append(placed(0, 20));
    tree.sync();
    tree.close();
    rmSync(join(folder, 'level-04'));
    expect(() => writeTree(folder)).toThrow(expect.objectContaining({ name: 'LedgerError', code: 'damaged' }) as Error);
  });

  it('is empty where there is nothing', () => {
    expect(readingTree(folder, ({ size, subtree: read }) => [size, rootOf(read, size)])).toEqual([0, EMPTY_ROOT]);
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import vectors from './fixtures/rfc6962-tree.json' with { type: 'json' };
import { rootOfInclusion, verifyInclusion } from './merkle-proofs.ts';
import { consistencyProof, type Hash, inclusionProof, leafHash, subtreesOf, treeRoot } from './merkle-tree.ts';
import { verifyConsistency } from './test-verify-consistency.ts';

const fromHex = (text: string): Buffer => Buffer.from(text, 'hex');
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('the tree of RFC 6962, by the vectors of Certificate Transparency', () => {
  const leaves = vectors.leaves.map((leaf) => leafHash(fromHex(leaf)));
  const subtrees = subtreesOf(leaves);
  const rootOf = (size: number): Buffer => fromHex(vectors.roots[size - 1] ?? '');

  it('has their roots', () => {
    assert.equal(toHex(treeRoot(0, subtrees)), vectors.emptyRoot);
    assert.deepEqual(
      vectors.roots.map((_, index) => toHex(treeRoot(index + 1, subtrees))),
      vectors.roots,
    );
  });

  for (const { index, size, path } of vectors.inclusion) {
    it(`proves leaf ${index} of ${size} as they do`, () => {
      const proof = inclusionProof(index, size, subtrees);
      assert.deepEqual(proof.map(toHex), path);
      assert.ok(verifyInclusion({ index, size, leaf: leaves[index] as Hash, path: proof }, rootOf(size)));
    });
  }

  for (const { from, to, path } of vectors.consistency) {
    it(`proves that ${to} leaves begin with ${from} as they do`, () => {
      const proof = consistencyProof(from, to, subtrees);
      assert.deepEqual(proof.map(toHex), path);
      assert.ok(verifyConsistency({ from, to, fromRoot: rootOf(from), toRoot: rootOf(to), path: proof }));
    });
  }

  it('proves nothing about what is not in it', () => {
    assert.throws(() => inclusionProof(8, 8, subtrees), RangeError);
    assert.throws(() => inclusionProof(-1, 8, subtrees), RangeError);
    assert.throws(() => consistencyProof(9, 8, subtrees), RangeError);
    assert.throws(() => treeRoot(9, subtrees), RangeError);
  });
});

/** The definition of section 2.1, word for word. */
function definedRoot(leaves: readonly Buffer[]): Buffer {
  const sha = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  const [only] = leaves;
  if (only === undefined) return sha();
  if (leaves.length === 1) return sha(Buffer.of(0), only);
  const middle = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha(Buffer.of(1), definedRoot(leaves.slice(0, middle)), definedRoot(leaves.slice(middle)));
}

const trees = fc.array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 150 });
const flipped = (hash: Hash): Hash => hash.map((byte, place) => (place === 7 ? byte ^ 4 : byte));

describe('any tree', () => {
  it('has the root that the RFC defines', () => {
    fc.assert(
      fc.property(trees, (data) => {
        const subtrees = subtreesOf(data.map(leafHash));
        assert.equal(toHex(treeRoot(data.length, subtrees)), toHex(definedRoot(data.map((each) => Buffer.from(each)))));
      }),
    );
  });

  it('proves each leaf at its place, and no other leaf, place, size or path', () => {
    fc.assert(
      fc.property(trees, fc.nat(), fc.nat(), (data, anyIndex, anyOther) => {
        const leaves = data.map((each, index) => leafHash(Buffer.concat([Buffer.of(index), each])));
        const size = leaves.length;
        const index = anyIndex % size;
        const other = anyOther % size;
        const subtrees = subtreesOf(leaves);
        const root = treeRoot(size, subtrees);
        const leaf = leaves[index] as Hash;
        const path = inclusionProof(index, size, subtrees);
        const claim = { index, size, leaf, path };
        assert.ok(verifyInclusion(claim, root));
        assert.equal(verifyInclusion({ ...claim, index: other }, root), other === index);
        assert.equal(verifyInclusion({ ...claim, leaf: leaves[other] as Hash }, root), other === index);
        assert.equal(verifyInclusion({ ...claim, index: size }, root), false);
        assert.equal(verifyInclusion({ ...claim, path: [...path, root] }, root), false);
        assert.equal(verifyInclusion({ ...claim, leaf: flipped(leaf) }, root), false);
        assert.equal(verifyInclusion({ ...claim, leaf: Buffer.concat([leaf, leaf]) }, root), false);
        for (const place of path.keys()) {
          assert.equal(
            verifyInclusion({ ...claim, path: path.with(place, flipped(path[place] as Hash)) }, root),
            false,
          );
          assert.equal(rootOfInclusion({ ...claim, path: path.toSpliced(place, 1) }), undefined);
          const short = (path[place] as Hash).subarray(0, 31);
          assert.equal(rootOfInclusion({ ...claim, path: path.with(place, short) }), undefined);
        }
      }),
    );
  });

  it('proves that it begins with each earlier one, and with no other', () => {
    fc.assert(
      fc.property(trees, fc.nat(), (data, anySize) => {
        const leaves = data.map(leafHash);
        const to = leaves.length;
        const from = 1 + (anySize % to);
        const subtrees = subtreesOf(leaves);
        const fromRoot = treeRoot(from, subtrees);
        const toRoot = treeRoot(to, subtrees);
        const path = consistencyProof(from, to, subtrees);
        const claim = { from, to, fromRoot, toRoot, path };
        assert.ok(verifyConsistency(claim));
        assert.ok(path.length <= 2 * Math.ceil(Math.log2(to)) + 1);
        assert.equal(verifyConsistency({ ...claim, fromRoot: flipped(fromRoot) }), false);
        assert.equal(verifyConsistency({ ...claim, toRoot: flipped(toRoot) }), false);
        assert.equal(verifyConsistency({ ...claim, path: [...path, toRoot] }), false);
        assert.equal(verifyConsistency({ ...claim, from: to + 1 }), false);
        for (const place of path.keys()) {
          assert.equal(verifyConsistency({ ...claim, path: path.with(place, flipped(path[place] as Hash)) }), false);
          assert.equal(verifyConsistency({ ...claim, path: path.toSpliced(place, 1) }), false);
        }
      }),
    );
  });

  it('has no common beginning with one of which an earlier leaf was changed', () => {
    fc.assert(
      fc.property(trees, fc.nat(), fc.nat(), (data, anySize, anyPlace) => {
        const to = data.length;
        const from = 1 + (anySize % to);
        const place = anyPlace % from;
        const kept = subtreesOf(data.map(leafHash));
        const forged = subtreesOf(data.map(leafHash).with(place, leafHash(Buffer.from('another leaf'))));
        const claim = { from, to, fromRoot: treeRoot(from, kept), toRoot: treeRoot(to, forged) };
        assert.equal(verifyConsistency({ ...claim, path: consistencyProof(from, to, forged) }), false);
      }),
    );
  });

  it('reads a logarithm of it for a proof', () => {
    const size = 1_000_003;
    let reads = 0;
    const counted = (): Hash => {
      reads += 1;
      return leafHash(Buffer.of(1));
    };
    inclusionProof(12_345, size, counted);
    consistencyProof(777_777, size, counted);
    assert.ok(reads < 100, `${reads} subtrees were read`);
  });
});

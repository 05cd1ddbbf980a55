export { mostClockSkew } from './clock-skew.ts';
export { claimedKeyId, type JwsRefusal, type JwsType, jwsTypes } from './jws/compact-jws.ts';
export { fingerprint, fingerprintOf } from './keys/fingerprint.ts';
export { keyId } from './keys/key-id.ts';
export { type PrivateJwk, PublicJwk, publicPart } from './keys/public-jwk.ts';
export {
  ConfirmedOrder,
  coverage,
  Leaving,
  Message,
  mostConfirmed,
  Purged,
  Recall,
  RecalledItem,
  ReleaseAnswered,
  ReleaseAsked,
  RenditionName,
  TookIn,
} from './messages/message.ts';
export { signMessages } from './messages/message-batch.ts';
export {
  claimedKeyOf,
  claimedMessage,
  createMessageOpener,
  type MessageOpener,
  type MessageRefusal,
  type OpenedMessage,
  openMessage,
  signMessage,
} from './messages/signed-message.ts';
export { isTakenIn, TakenIn, TakenInProof, takenInLeaf, takenInRoot } from './messages/took-in-list.ts';
export { contentDigest, type LeafContent } from './proofs/leaf.ts';
export {
  contentOfProofId,
  ProofObject,
  proofExtensionDefinition,
  proofExtensionId,
  proofId,
  proofType,
  readProof,
} from './proofs/proof-object.ts';
export { ProofTerms } from './proofs/proof-terms.ts';
export { type BatchHead, type LeafProof, type SignedBatch, signBatch, writeProof } from './proofs/sign-batch.ts';
export {
  createProofVerifier,
  type ProofRefusal,
  type ProofVerdict,
  type ProofVerifier,
  type ReadObject,
  verifyProof,
  versionOf,
} from './proofs/verify-proof.ts';
export { refusalSentences } from './refusal-sentences.ts';
export { forgotten } from './roster/check-roster.ts';
export {
  createKeyRing,
  type KeyRefusal,
  type KeyRing,
  type KeyVerdict,
  type RingKey,
  type StandingNow,
} from './roster/key-ring.ts';
export { type RosterChange, rosterChanges } from './roster/roster-changes.ts';
export {
  RosterAdmin,
  RosterDocument,
  RosterFile,
  RosterKey,
  RosterMember,
  RosterNode,
} from './roster/roster-document.ts';
export { rosterHash } from './roster/roster-hash.ts';
export { signersOfRoster, signRoster } from './roster/sign-roster.ts';
export {
  type RosterRefusal,
  type RosterVerdict,
  type VerifyRosterOptions,
  verifyRoster,
  verifyRosterChain,
} from './roster/verify-roster.ts';
export { batchLimit } from './tree/batch-tree.ts';
export { rootOfInclusion, verifyInclusion } from './tree/merkle-proofs.ts';
export {
  consistencyProof,
  type Hash,
  hashesIn,
  inclusionProof,
  leafHash,
  nodeHash,
  type Subtrees,
  subtreesOf,
  treeRoot,
} from './tree/merkle-tree.ts';
export { type PrunedTree, pathInPruned, pruneTree } from './tree/pruned-tree.ts';

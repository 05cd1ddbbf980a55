export {
  AccountChange as accountChangeMessage,
  NewAccount as accountMessage,
  NewToken as tokenMessage,
} from './accounts/messages.ts';
export { NewAlertSubscription as alertMessage } from './alerts/messages.ts';
export { type AuditKind, auditKinds } from './audit/audit-kinds.ts';
export { createKeptCheck, type Kept } from './audit/check-kept.ts';
export { openCheckpoint } from './audit/checkpoint.ts';
export type { EntryFilter } from './audit/entry-query.ts';
export type { Finding } from './audit/finding.ts';
export { type LogReader, openLogReader } from './audit/log-reader.ts';
export { entryColumns } from './audit/row-columns.ts';
export { csvLines } from './audit/rows-file.ts';
export { parseVerifier } from './audit/signed-note.ts';
export { verifyEntryProof } from './audit/verify-entry-proof.ts';
export { type CheckResult, checkDatabase, checkTextIndex } from './backup/check-database.ts';
export { checkProjections } from './backup/check-projections.ts';
export { createBackup } from './backup/create-backup.ts';
export { logBackup } from './backup/log-backup.ts';
export { type BackupContents, restoreBackup } from './backup/restore-backup.ts';
export { renderBrief } from './briefs/render-brief.ts';
export { initialise } from './coalition/initialise.ts';
export { NewCoalition as coalitionMessage } from './coalition/messages.ts';
export { NewCollection as collectionMessage } from './collections/messages.ts';
export { askLedgerInText } from './commitments/ask-ledger.ts';
export type { Config, Limits } from './config.ts';
export { defaultLimits, readEnvironment } from './config.ts';
export { type Core, type CoreOptions, createCore } from './core.ts';
export { DataInUse, lockData } from './database/data-lock.ts';
export { openDatabase } from './database/open-database.ts';
export { exportStream } from './export/export-stream.ts';
export { Problem } from './http/problem.ts';
export { readMessage } from './http/read-message.ts';
export { importStream } from './import/import-stream.ts';
export { readImportedTerms } from './import/imported-terms.ts';
export { NewGroup as groupMessage, NewMember as memberMessage } from './members/messages.ts';
export { dataFile, type Node, startNode } from './node.ts';
export { Publication as publicationMessage } from './objects/messages.ts';
export { packProofs } from './peers/delivery-proofs.ts';
export { spokenFingerprint } from './peers/fingerprint.ts';
export { NewFeed as feedMessage, NewReport as reportMessage } from './reports/messages.ts';
export { rosterTaken } from './roster/roster-taken.ts';
export { loadSample, sampleAccounts, samplePassword } from './sample/load-sample.ts';
export { newPrivateKey } from './signing/key-store.ts';
export { NewTaxiiFeed as taxiiFeedMessage } from './taxii-feeds/messages.ts';
export { NewUnit as newUnitMessage, UnitChange as unitChangeMessage } from './units/messages.ts';
export { unitMessage } from './units/unit-message.ts';
export { releaseRequestMessage } from './wider-release/release-request-message.ts';

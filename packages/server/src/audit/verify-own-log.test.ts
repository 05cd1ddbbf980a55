import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Kept } from './check-kept.ts';
import { forgetEntries } from './forget-entries.ts';
import { createTestLog, type TestLog } from './test-log.ts';
import { verifyOwnLog } from './verify-own-log.ts';

/** A log of 270 epochs, of which number 3 has four entries and number 260 has two. */
function createLog() {
  const test = createTestLog();
  test.pass(3);
  const early = ['a', 'b', 'c', 'd'].map((subject) => test.add(`report--${subject}`));
  test.pass(257);
  const late = ['e', 'f'].map((subject) => test.add(`report--${subject}`));
  test.pass(10);
  return { ...test, early, late, [Symbol.dispose]: () => test[Symbol.dispose]() };
}

function keep({ log }: TestLog, withLeaves = false): Kept {
  const { note, size } = log.checkpoint();
  const leaves: Uint8Array[] = [];
  while (leaves.length < size) leaves.push(...log.leaves(leaves.length));
  return { name: 'what was kept', note, ...(withLeaves ? { leaves: Buffer.concat(leaves.slice(0, size)) } : {}) };
}

function found({ database }: TestLog, ...kept: Kept[]) {
  return verifyOwnLog(database, kept).findings.map(({ code, epoch, entries = [] }) => [code, epoch, ...entries]);
}

const rowOf = 'SELECT entry FROM audit_entry WHERE id = ';

describe('a log that was only kept', () => {
  it('is sound, also against what was kept of it at any time', () => {
    using test = createTestLog();
    const kept = [keep(test)];
    for (let round = 0; round < 40; round += 1) {
      for (let entry = 0; entry < round % 4; entry += 1) test.add(`report--${round}-${entry}`);
      test.pass(round % 9 === 0 ? 20 : 1);
      kept.push(keep(test, round % 2 === 0));
    }
    test.add('report--open');
    const report = verifyOwnLog(test.database, kept);
    assert.deepEqual(report.findings, []);
    assert.deepEqual([report.epochs, report.open], [test.log.checkpoint().size, 1]);
    assert.ok(report.entries > 50);
  });

  it('has one leaf for all the time in which the node did not run', () => {
    using test = createTestLog();
    test.add('report--a');
    test.time.now += 3 * 86_400_000;
    test.pass();
    assert.equal(test.log.checkpoint().size, 1);
    test.pass();
    assert.deepEqual(found(test), []);
  });

  it('may have forgotten what it says it has, and nothing else', () => {
    using test = createLog();
    const [first = ''] = test.early;
    const until = test.time.now - 60 * 10_000;
    test.database.transaction(() => forgetEntries(test.database, until));
    assert.deepEqual(
      found(test),
      test.early.map((id) => ['salt-missing', 3, id]),
    );
    test.add('nothing', { kind: 'forgotten', detail: { until: new Date(until).toISOString() } });
    assert.deepEqual(found(test), []);
    assert.equal(test.log.proveEntry(first), undefined);
    assert.notEqual(test.log.proveEntry(test.late[0] ?? ''), undefined);
    test.database.exec(`DELETE FROM audit_salt WHERE entry = (${rowOf} '${test.late[0]}')`);
    assert.deepEqual(found(test), [['salt-missing', 260, test.late[0]]]);
  });
});

describe('tampering with the data is found, and exactly where', () => {
  const cases: [
    string,
    (log: ReturnType<typeof createLog>) => string,
    (log: ReturnType<typeof createLog>) => unknown[],
  ][] = [
    [
      'an entry that was edited',
      ({ early }) => `UPDATE audit_entry SET content = replace(content, 'anna', 'bert') WHERE id = '${early[1]}';
        UPDATE audit_subject SET subject = 'a:bert' WHERE subject = 'a:anna' AND entry = (${rowOf} '${early[1]}')`,
      ({ early }) => [['entry-changed', 3, early[1]]],
    ],
    [
      'an entry that got another salt',
      ({ early }) => `UPDATE audit_salt SET salt = zeroblob(32) WHERE entry = (${rowOf} '${early[0]}')`,
      ({ early }) => [['entry-changed', 3, early[0]]],
    ],
    [
      'salts that were swapped',
      ({ early }) => exchanged(['audit_salt'], early[0], early[2]),
      ({ early }) => [['salts-swapped', 3, early[0], early[2]]],
    ],
    ['an entry that was deleted', ({ early }) => deleted(early[2]), () => [['entry-deleted', 3]]],
    ['the last entry of an epoch that was deleted', ({ late }) => deleted(late[1]), () => [['entry-deleted', 260]]],
    [
      'entries whose order was changed',
      ({ early }) => exchanged(everything, early[0], early[3]),
      ({ early }) => [
        ['entries-reordered', 3, early[3]],
        ['entries-reordered', 3, early[0]],
      ],
    ],
    [
      'entries that changed their epochs',
      ({ early, late }) => exchanged(everything, early[0], late[0]),
      ({ early, late }) => [
        ['entry-moved', 3, late[0]],
        ['entry-moved', 260, early[0]],
      ],
    ],
    [
      'an entry put in later',
      ({ late }) => `INSERT INTO audit_entry SELECT entry + 1, 'new', time, kind, json_set(content, '$.id', 'new')
          FROM audit_entry WHERE id = '${late[1]}';
        INSERT INTO audit_salt SELECT entry, zeroblob(32) FROM audit_entry WHERE id = 'new';
        INSERT INTO audit_subject SELECT s.subject, e.entry FROM audit_entry e
          JOIN audit_subject s ON s.entry = e.entry - 1 WHERE e.id = 'new';
        UPDATE audit_epoch SET last_entry = last_entry + 1 WHERE epoch = 260`,
      () => [['entry-added', 260, 'new']],
    ],
    [
      'an entry hidden from whom it is about',
      ({ early }) => `DELETE FROM audit_subject WHERE subject = 'a:anna' AND entry = (${rowOf} '${early[0]}')`,
      ({ early }) => [['index-changed', undefined, early[0]]],
    ],
    [
      'a list of commitments that was changed',
      () =>
        'UPDATE audit_epoch SET commitments = CAST(zeroblob(32) || substr(commitments, 33) AS BLOB) WHERE epoch = 3',
      () => [['epoch-changed', 3]],
    ],
    [
      'an epoch whose end was changed',
      () => 'UPDATE audit_epoch SET ended = ended + 10000 WHERE epoch = 269',
      () => [['epoch-changed', 269]],
    ],
    ['an epoch that was deleted', () => 'DELETE FROM audit_epoch WHERE epoch = 17', () => [['epoch-missing', 17]]],
    [
      'epochs that were deleted at the end',
      () => 'DELETE FROM audit_epoch WHERE epoch > 262',
      () => [['epoch-missing', 263]],
    ],
    [
      'leaves that were cut off',
      () => 'UPDATE audit_tile SET hashes = substr(hashes, 1, 32 * 8) WHERE level = 0 AND tile = 1',
      () => [['epoch-added', 264]],
    ],
    [
      'a leaf that was replaced',
      () =>
        'UPDATE audit_tile SET hashes = CAST(substr(hashes, 1, 32 * 4) || zeroblob(32) || substr(hashes, 32 * 5 + 1) AS BLOB) WHERE level = 0 AND tile = 1',
      () => [['epoch-changed', 260]],
    ],
    [
      'a hash inside the tree that was replaced',
      () => 'UPDATE audit_tile SET hashes = zeroblob(32) WHERE level = 1',
      () => [['tree-changed', 0]],
    ],
  ];
  for (const [what, tamper, expected] of cases) {
    it(what, () => {
      using test = createLog();
      test.database.exec(`PRAGMA foreign_keys = OFF; ${tamper(test)}`);
      assert.deepEqual(found(test), expected(test));
    });
  }
});

describe('a log made anew, sound in itself, is found by what was kept of the old one', () => {
  it('where it was cut off', () => {
    using test = createLog();
    const kept = keep(test);
    test.database.exec(`DELETE FROM audit_epoch WHERE epoch > 262;
      UPDATE audit_tile SET hashes = substr(hashes, 1, 32 * 7) WHERE level = 0 AND tile = 1`);
    assert.deepEqual(found(test), []);
    assert.deepEqual(found(test, kept), [['truncated', 263]]);
  });

  it('where it forks: between checkpoints, or exactly with the hashes kept', () => {
    using test = createTestLog();
    test.pass(4);
    const sound = keep(test);
    test.add('report--one');
    test.pass(5);
    const [plain, exact] = [keep(test), keep(test, true)];
    // The node starts again from the fourth epoch, with another entry.
    test.database.exec(`PRAGMA foreign_keys = OFF; DELETE FROM audit_entry; DELETE FROM audit_salt; DELETE FROM audit_subject;
      DELETE FROM audit_epoch WHERE epoch >= 4;
      UPDATE audit_tile SET hashes = substr(hashes, 1, 32 * 4)`);
    test.time.now -= 50_000;
    test.add('report--other');
    test.pass(8);
    assert.deepEqual(found(test), []);
    assert.deepEqual(found(test, sound), []);
    assert.deepEqual(found(test, sound, plain), [['forked', 4]]);
    assert.deepEqual(found(test, exact), [['forked', 4]]);
    assert.match(verifyOwnLog(test.database, [sound, plain]).findings[0]?.message ?? '', /epochs 4 to 8 was replaced/);
  });

  it('and what was kept must be genuine itself', () => {
    using test = createLog();
    using other = createLog();
    const kept = keep(test, true);
    assert.deepEqual(found(test, kept), []);
    assert.deepEqual(found(test, { ...kept, note: kept.note.replace('\n270\n', '\n269\n') }), [
      ['checkpoint-unreadable', undefined],
    ]);
    assert.deepEqual(found(test, keep(other)), [['checkpoint-unreadable', undefined]]);
    assert.deepEqual(found(test, { ...kept, leaves: new Uint8Array(270 * 32) }), [
      ['checkpoint-unreadable', undefined],
    ]);
    assert.deepEqual(found(test, { ...kept, note: 'a shopping list' }), [['checkpoint-unreadable', undefined]]);
  });
});

/** Everything of an entry goes, as somebody would who knows the tables. */
function deleted(id = ''): string {
  return `DELETE FROM audit_salt WHERE entry = (${rowOf} '${id}'); DELETE FROM audit_subject WHERE entry = (${rowOf} '${id}');
    DELETE FROM audit_entry WHERE id = '${id}'`;
}

const everything = ['audit_entry', 'audit_salt', 'audit_subject'];

/** Two entries take each other's place in these tables. */
function exchanged(tables: readonly string[], a = '', b = ''): string {
  const move = (from: string, to: string) =>
    tables.map((table) => `UPDATE ${table} SET entry = ${to} WHERE entry = ${from};`).join('');
  const [rowA, rowB] = ['(SELECT a FROM pair)', '(SELECT b FROM pair)'];
  return `CREATE TEMP TABLE pair AS SELECT (${rowOf} '${a}') AS a, (${rowOf} '${b}') AS b;
    ${move(rowA, '-1')}${move(rowB, rowA)}${move('-1', rowB)}`;
}

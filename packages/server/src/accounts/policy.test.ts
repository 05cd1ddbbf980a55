import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  mayListAccounts,
  mayListToken,
  refuseAddAccount,
  refuseAppointment,
  refuseChangeAccount,
  refuseCreateToken,
  refuseLosingAdmin,
  refuseRevokeToken,
  refuseUnitRoles,
  type Subject,
} from './policy.ts';
import type { Role, Viewer } from './viewer.ts';

const [france, iraq] = [1, 2];

function viewer(member: number, roles: Role[], more: Partial<Viewer> = {}): Viewer {
  const account = { id: 'me', email: 'me@example.org', name: 'Me' };
  const credential = { credential: 'session', credentialId: 'session:1', mayWrite: true } as const;
  return { principal: member, member, memberName: 'M', account, roles: new Set(roles), ...credential, ...more };
}
const subject = (member: number, ...roles: Role[]): Subject => ({ id: 'other', member, roles: new Set(roles) });

describe('who may change an account', () => {
  const cases: [string, Viewer, Subject, Role[] | undefined, string | undefined][] = [
    ['a reader', viewer(france, ['reader']), subject(france, 'reader'), undefined, 'hidden'],
    ['a release officer', viewer(france, ['release-officer']), subject(france, 'reader'), undefined, 'hidden'],
    ['an auditor', viewer(france, ['auditor']), subject(iraq, 'reader'), undefined, 'not-allowed'],
    ['a member admin', viewer(france, ['member-admin']), subject(france, 'analyst'), ['release-officer'], undefined],
    [
      'a member admin, of a peer',
      viewer(france, ['member-admin']),
      subject(france, 'member-admin'),
      undefined,
      undefined,
    ],
    ['a member admin, elsewhere', viewer(france, ['member-admin']), subject(iraq, 'reader'), undefined, 'hidden'],
    [
      'a member admin, over a coalition admin',
      viewer(france, ['member-admin']),
      subject(france, 'coalition-admin'),
      undefined,
      'stronger-role',
    ],
    [
      'a member admin, over an auditor',
      viewer(france, ['member-admin']),
      subject(france, 'reader', 'auditor'),
      undefined,
      'stronger-role',
    ],
    [
      'a member admin making an auditor',
      viewer(france, ['member-admin']),
      subject(france, 'reader'),
      ['auditor'],
      'stronger-role',
    ],
    [
      'a member admin making a coalition admin',
      viewer(france, ['member-admin']),
      subject(france, 'reader'),
      ['coalition-admin'],
      'stronger-role',
    ],
    [
      'a coalition admin, elsewhere',
      viewer(france, ['coalition-admin']),
      subject(iraq, 'auditor'),
      ['coalition-admin'],
      undefined,
    ],
    [
      'a read-only token',
      viewer(france, ['coalition-admin'], { mayWrite: false }),
      subject(iraq),
      undefined,
      'read-only',
    ],
  ];
  for (const [who, by, of, roles, expected] of cases) {
    it(`${who}: ${expected ?? 'yes'}`, () => {
      assert.equal(refuseChangeAccount(by, of, roles && new Set(roles)), expected);
    });
  }

  it('nobody his own, whatever his roles', () => {
    for (const role of ['member-admin', 'coalition-admin'] as const) {
      const own = { ...subject(france, role), id: 'me' };
      assert.equal(refuseChangeAccount(viewer(france, [role]), own, new Set(['coalition-admin'])), 'oneself');
    }
  });

  it('the last coalition admin stays one', () => {
    const last = subject(france, 'coalition-admin');
    const same = { roles: last.roles, disabled: false };
    assert.equal(refuseLosingAdmin(last, same, 0), undefined);
    assert.equal(refuseLosingAdmin(last, { ...same, disabled: true }, 0), 'last-coalition-admin');
    assert.equal(refuseLosingAdmin(last, { ...same, roles: new Set(['reader']) }, 0), 'last-coalition-admin');
    assert.equal(refuseLosingAdmin(last, { ...same, disabled: true }, 1), undefined);
    assert.equal(refuseLosingAdmin(subject(france, 'reader'), { ...same, disabled: true }, 0), undefined);
  });
});

describe('who may list and add accounts', () => {
  it('lists: admins of their member, coalition admins and auditors everywhere', () => {
    assert.equal(mayListAccounts(viewer(france, ['analyst', 'release-officer']), france), false);
    assert.equal(mayListAccounts(viewer(france, ['member-admin']), france), true);
    assert.equal(mayListAccounts(viewer(france, ['member-admin']), iraq), false);
    assert.equal(mayListAccounts(viewer(france, ['auditor']), iraq), true);
    assert.equal(mayListAccounts(viewer(france, ['coalition-admin']), iraq), true);
  });

  it('adds: no role that reaches beyond the member but by a coalition admin', () => {
    const admin = viewer(france, ['member-admin']);
    assert.equal(refuseAddAccount(admin, france, new Set(['member-admin', 'release-officer'])), undefined);
    assert.equal(refuseAddAccount(admin, france, new Set(['auditor'])), 'stronger-role');
    assert.equal(refuseAddAccount(admin, iraq, new Set(['reader'])), 'not-allowed');
    assert.equal(refuseAddAccount(viewer(france, ['auditor']), france, new Set(['reader'])), 'not-allowed');
    assert.equal(refuseAddAccount(viewer(france, ['coalition-admin']), iraq, new Set(['auditor'])), undefined);
    assert.equal(refuseAddAccount({ ...admin, mayWrite: false }, france, new Set(['reader'])), 'read-only');
  });
});

describe('who may do what with tokens', () => {
  it('makes a member token: its admin; a personal one: the person alone', () => {
    assert.equal(refuseCreateToken(viewer(france, ['analyst']), { member: france }), 'not-allowed');
    assert.equal(refuseCreateToken(viewer(france, ['member-admin']), { member: france }), undefined);
    assert.equal(refuseCreateToken(viewer(france, ['member-admin']), { member: iraq }), 'not-allowed');
    assert.equal(refuseCreateToken(viewer(france, ['reader']), { member: france, account: 'me' }), undefined);
    assert.equal(
      refuseCreateToken(viewer(france, ['coalition-admin']), { member: france, account: 'other' }),
      'not-allowed',
    );
    assert.equal(
      refuseCreateToken(viewer(france, ['reader'], { mayWrite: false }), { member: france, account: 'me' }),
      'read-only',
    );
  });

  it('sees and revokes its own, and those of whom it administers', () => {
    const reader = viewer(france, ['reader']);
    const own = { member: france, owner: { ...subject(france), id: 'me' } };
    const auditors = { member: france, owner: subject(france, 'auditor') };
    assert.equal(mayListToken(reader, own), true);
    assert.equal(mayListToken(reader, { member: france }), false);
    assert.equal(refuseRevokeToken(reader, own), undefined);
    assert.equal(refuseRevokeToken(reader, { member: france }), 'hidden');
    assert.equal(refuseRevokeToken(viewer(france, ['member-admin']), { member: france }), undefined);
    assert.equal(refuseRevokeToken(viewer(france, ['member-admin']), { member: iraq }), 'hidden');
    assert.equal(refuseRevokeToken(viewer(france, ['member-admin']), auditors), 'stronger-role');
    assert.equal(refuseRevokeToken(viewer(iraq, ['coalition-admin']), auditors), undefined);
  });
});

describe('who may be appointed, and what who acts for a unit may be', () => {
  it('for RED a member appoints its own people', () => {
    assert.equal(refuseAppointment(viewer(france, ['member-admin']), france), undefined);
    assert.equal(refuseAppointment(viewer(france, ['member-admin']), iraq), 'not-its-member');
    assert.equal(refuseAppointment(viewer(france, ['coalition-admin']), iraq), 'not-its-member');
    assert.equal(refuseAppointment(viewer(france, ['coalition-admin']), france), 'not-its-member');
  });

  it('for a unit one reads and publishes', () => {
    assert.equal(refuseUnitRoles(new Set(['reader', 'analyst'])), undefined);
    for (const role of ['release-officer', 'member-admin', 'coalition-admin', 'auditor'] as const) {
      assert.equal(refuseUnitRoles(new Set(['reader', role])), 'unit-role');
    }
  });
});

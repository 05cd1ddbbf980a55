import type { Viewer } from '../accounts/viewer.ts';
import type { AuditQuestions } from '../audit/audit-questions.ts';
import { mayAskAboutWorkOf, type Scope } from '../audit/policy.ts';
import type { Database } from '../database/open-database.ts';
import type { MemberStore } from '../members/member-store.ts';
import { createCopiesOf } from '../taxii-feeds/copy-store.ts';

/**
 * Somebody who got an object before it was recalled, and how: a page of TAXII went to it, it took a file out, the
 * owner pushed it to a plain TAXII server, or somebody opened it. All but the last are beyond recall.
 */
export type Reached = {
  readonly how: 'client' | 'export' | 'pushed' | 'opened';
  /** Identities of who got it, and of the member that it belongs to. */
  readonly holder: string;
  readonly member: string;
  /** As its owner may know it. */
  readonly name: string;
  /** When first: ISO 8601. */
  readonly time: string;
  /** False where a file may have held it, and it cannot be told. */
  readonly isCertain: boolean;
};

/** What a member had of an object, by any of its versions. Times are ISO 8601. */
export type MemberHad = {
  readonly versions: readonly string[];
  readonly released: string;
  readonly opened?: string;
  readonly delivered?: string;
  readonly exported?: string;
  /** Delivered to its node, which can be told to purge. */
  readonly byNode: boolean;
};

/** What the audit log tells about where an owner's object went. */
export type WhoWasReached = {
  /** All that is told of one object, of which the log is asked once: it is told of each that goes. */
  look(owner: number, object: string): ReachedBy;
  /** What one member had of it, whoever acts for it: first of each kind; undefined where it never could see it. */
  byMember(owner: number, object: string, member: string): MemberHad | undefined;
  /** The peers that host one of these members (identities). */
  peersHosting(members: readonly string[]): readonly { peer: number; name: string }[];
};

/** Where one object went, by now. */
export type ReachedBy = {
  /** By one of the versions with these stamps, or by any. */
  reached(stamps?: ReadonlySet<string>): readonly Reached[];
  /**
   * The peers that host a member to which it was released: what was delivered just before the node was killed stands in
   * no log. Of what comes from elsewhere, those among them to which this node passes on at all.
   */
  peers(stamps?: ReadonlySet<string>): readonly { peer: number; name: string }[];
  /** How many backups this node made since it first stood here. */
  backups(): number;
};

export function createWhoWasReached(
  database: Database,
  questions: Pick<AuditQuestions, 'holdings'>,
  members: Pick<MemberStore, 'get'>,
): WhoWasReached {
  const backups = database.prepare("SELECT count(*) AS n FROM audit_entry WHERE kind = 'backup-made' AND time >= ?");

  const isHostedThere = database.prepare("SELECT 1 FROM peer_member WHERE identity = ? AND side = 'there' LIMIT 1");
  // Of each of thousands that are purged on another's order, the log need be asked only where it may know something.
  const mayHaveGone = database.prepare(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM audit_export)
       OR EXISTS (SELECT 1 FROM peer_passed_on)
       OR EXISTS (SELECT 1 FROM audit_entry WHERE kind = 'backup-made')
       OR EXISTS (SELECT 1 FROM audit_first_read WHERE object = ?1)
       OR EXISTS (SELECT 1 FROM version v JOIN placement p ON p.version = v.version
                  JOIN audit_delivery d ON d.collection = p.collection WHERE v.id = ?1)
       OR EXISTS (SELECT 1 FROM audit_past_placement p
                  JOIN audit_delivery d ON d.collection = p.collection WHERE p.object = ?1)`,
  );
  const copiesOf = createCopiesOf(database);
  const contentOf = database.prepare('SELECT content FROM audit_entry WHERE id = ?');
  const peerOfToken = database.prepare('SELECT peer FROM token WHERE id = ?');
  const isPassedOnTo = database.prepare('SELECT 1 FROM peer_passed_on WHERE peer = ?');
  const hosting = database.prepare(
    `SELECT DISTINCT p.peer, p.name FROM peer_member m JOIN peer p ON p.peer = m.peer
     WHERE m.side = 'there' AND p.confirmed IS NOT NULL AND m.identity IN (SELECT value FROM json_each(?))`,
  );

  const peersHosting = (identities: readonly string[]) =>
    hosting.all(JSON.stringify(identities)).map(({ peer, name }) => ({ peer: Number(peer), name: String(name) }));

  /** Whether a delivery went to a node, which can be told to purge. */
  function wentToNode(entry: string | undefined): boolean {
    const content = String(contentOf.get(entry ?? '')?.content ?? '');
    if (content === '') return false;
    const { actor } = JSON.parse(content) as { actor?: { token?: string } };
    return typeof peerOfToken.get(actor?.token ?? '')?.peer === 'number';
  }

  /** As much as the people of a member may know, whoever of them asks. */
  function asMember(member: number): { viewer: Viewer; scope: Scope } {
    const { identity, name: memberName } = members.get(member);
    const none = { roles: new Set<never>(), mayWrite: false, credential: 'local', credentialId: 'local' } as const;
    return {
      viewer: { principal: member, member, memberName, ...none },
      scope: { isAll: false, subject: `m:${identity}` },
    };
  }

  function holdings(owner: number, object: string) {
    const { viewer, scope } = asMember(owner);
    return mayAskAboutWorkOf(viewer, scope, owner) ? questions.holdings(viewer, scope, object) : [];
  }

  function look(owner: number, object: string): ReachedBy {
    const { identity } = members.get(owner);
    const isPassedOn = isHostedThere.get(identity) !== undefined;
    const had = isPassedOn && mayHaveGone.get(object) === undefined ? [] : holdings(owner, object);
    return {
      reached(stamps) {
        const found = new Map<string, Reached>();
        for (const { version, holder, member, delivered, exported, opened } of had) {
          if (stamps !== undefined && !stamps.has(version)) continue;
          const note = (how: Reached['how'], time: string, isCertain = true): void => {
            const key = `${how} ${holder.id} ${holder.name}`;
            const known = found.get(key);
            if (known !== undefined && known.time <= time) return;
            found.set(key, { how, holder: holder.id, member: member.id, name: holder.name, time, isCertain });
          };
          if (delivered !== undefined && !wentToNode(delivered.entry)) note('client', delivered.time);
          if (exported !== undefined) note('export', exported.time, exported.isCertain);
          if (opened !== undefined && member.id !== identity) note('opened', opened.time);
        }
        for (const { feed, host, version, at, isCertain } of copiesOf(owner, object)) {
          if (stamps !== undefined && !stamps.has(version)) continue;
          const key = `pushed ${feed}`;
          if (!found.has(key)) {
            found.set(key, { how: 'pushed', holder: feed, member: identity, name: host, time: at, isCertain });
          }
        }
        return [...found.values()].sort((a, b) => (a.time < b.time ? -1 : 1));
      },
      peers(stamps) {
        const holding = had.filter(({ version }) => stamps?.has(version) ?? true).map(({ member }) => member.id);
        const hosts = peersHosting([...new Set(holding)]);
        return isPassedOn ? hosts.filter(({ peer }) => isPassedOnTo.get(peer) !== undefined) : hosts;
      },
      backups() {
        const times = had.map(({ released }) => Date.parse(released.time));
        return times.length === 0 ? 0 : Number(backups.get(Math.min(...times))?.n);
      },
    };
  }

  return {
    look,
    byMember(owner, object, wanted) {
      const had = holdings(owner, object).filter(({ member }) => member.id === wanted);
      const first = (times: readonly ({ readonly time: string } | undefined)[]): string | undefined =>
        times.flatMap((each) => each?.time ?? []).sort()[0];
      const released = first(had.map((each) => each.released));
      if (released === undefined) return undefined;
      const [opened, delivered, exported] = [
        first(had.map((each) => each.opened)),
        first(had.map((each) => each.delivered)),
        first(had.map((each) => each.exported)),
      ];
      return {
        versions: [...new Set(had.map(({ version }) => version))],
        released,
        ...(opened === undefined ? {} : { opened }),
        ...(delivered === undefined ? {} : { delivered }),
        ...(exported === undefined ? {} : { exported }),
        byNode: had.some((each) => wentToNode(each.delivered?.entry)),
      };
    },
    peersHosting,
  };
}

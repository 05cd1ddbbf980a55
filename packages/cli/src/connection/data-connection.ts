import {
  accountChangeMessage,
  accountMessage,
  alertMessage,
  type Core,
  collectionMessage,
  exportStream,
  feedMessage,
  groupMessage,
  importStream,
  memberMessage,
  newUnitMessage,
  Problem,
  publicationMessage,
  readEnvironment,
  readImportedTerms,
  readMessage,
  releaseRequestMessage,
  renderBrief,
  reportMessage,
  taxiiFeedMessage,
  tokenMessage,
  unitChangeMessage,
  unitMessage,
} from '@entente/server';
import type { Collection, Group, Member, MemberRef, Token, Unit } from '@entente/server/api-types';
import { Failure } from '../failure.ts';
import type { AccountShown, Connection } from './connection.ts';
import { openCore } from './open-core.ts';
import { present } from './present.ts';

type Viewer = ReturnType<Core['localViewer']>;

/** Objects written together by an import. */
const localBatch = 2000;

/** Works on a data folder directly, in the name of the node's first member with all roles. */
export function openData(data: string): Connection {
  const { feeds, alerts, peers } = readEnvironment(process.env);
  const open = openCore(data, { feeds, alerts, peers });
  const { core } = open;
  const viewer = core.localViewer(firstMember(core));
  const messages = createMessages(core, viewer);
  const { accounts, tokens } = core.access;

  function memberNumber(nameOrId: string): number {
    const found = core.members.find(nameOrId);
    if (found === undefined) throw noSuchMember(nameOrId, core);
    return found.member;
  }

  function unitNumber(member: number, named: string | undefined): number | undefined {
    if (named === undefined) return undefined;
    const found = core.memberRefs.findUnit(member, named);
    if (found !== undefined) return found;
    const units = core.units.all().filter((each) => each.member === member && each.closed === undefined);
    throw new Failure(
      `${core.members.get(member).name} has no unit named ${named}`,
      units.length === 0
        ? 'It has none; add one with entente unit add.'
        : `Its units are: ${units.map(({ name }) => name).join(', ')}`,
    );
  }

  /** A person, as whoever sits at the machine acts for him. */
  function personOf(email: string | undefined): Viewer {
    if (email === undefined) throw new Failure('it is not said whose alerts are meant', 'Give --account EMAIL.');
    const found = accounts.list(viewer).find((each) => each.email === email.toLowerCase());
    const person = found === undefined ? undefined : core.alerts.people(found.id);
    if (person === undefined) throw new Failure(`there is no account ${email} that may act now`);
    return { ...person, mayWrite: true };
  }

  /** Who acts for a member that is named gets what its own people get; an auditor sees beyond his member. */
  function viewerOf(member: string | undefined) {
    const roles = ['analyst', 'release-officer', 'member-admin', 'coalition-admin'] as const;
    return member === undefined ? viewer : core.localViewer(memberNumber(member), roles);
  }

  function collectionNamed(named: string) {
    const collection = core.collections.find(named);
    if (collection === undefined) throw noSuchCollection(named, core);
    return collection;
  }

  return {
    async members() {
      return core.members.all().map(messages.member);
    },
    async addMember(member) {
      return messages.member(await core.memberService.add(viewer, present(readMessage(memberMessage, member))));
    },
    async removeMember(nameOrId) {
      await core.memberService.remove(viewer, nameOrId);
    },
    async leavingTerms(name) {
      return { contributions: core.recall.leavingTerms.of(viewerOf(name).member) };
    },
    async setLeavingTerms(name, { contributions }) {
      const own = viewerOf(name);
      await core.recall.setLeavingTerms(own, own.member, contributions);
      return { contributions };
    },
    async units(member) {
      return core.unitService.list(viewer, member).map(messages.unit);
    },
    async addUnit(member, unit) {
      return messages.unit(await core.unitService.add(viewer, member, readMessage(newUnitMessage, unit)));
    },
    async changeUnit(named, change) {
      return messages.unit(await core.unitService.change(viewer, named, readMessage(unitChangeMessage, change)));
    },
    async groups() {
      return core.groups.all().map(messages.group);
    },
    async putGroup(group) {
      return messages.group(await core.memberService.putGroup(viewer, readMessage(groupMessage, group)));
    },
    async collections() {
      return core.collections.all().map(messages.collection);
    },
    async addCollection(wanted) {
      const { unmarked, ...collection } = readMessage(collectionMessage, wanted);
      const added = await core.collectionService.add(viewer, { ...collection, unmarked: unmarked ?? undefined });
      return messages.collection(added);
    },
    async accounts(member) {
      return accounts.list(viewer, member === undefined ? undefined : memberNumber(member)).map(messages.account);
    },
    async addAccount(wanted) {
      const { unit, member: named, ...account } = readMessage(accountMessage, wanted);
      // Only its own member appoints somebody for RED.
      const admin = viewerOf(named);
      const { member } = admin;
      const added = { ...account, member, unit: unitNumber(member, unit) };
      return messages.account(await accounts.add(admin, added));
    },
    async changeAccount(email, change) {
      const found = accounts.list(viewer).find((each) => each.email === email.toLowerCase());
      if (found === undefined) throw noSuchAccount(email);
      return messages.account(
        await accounts.change(core.localViewer(found.member), found.id, readMessage(accountChangeMessage, change)),
      );
    },
    async tokens(member) {
      return tokens.list(viewer, member === undefined ? undefined : memberNumber(member)).map(messages.token);
    },
    async createToken(wanted) {
      const { member: named, unit, label, write, expires } = readMessage(tokenMessage, wanted);
      const { member } = viewerOf(named);
      const made = tokens.create(viewer, {
        member,
        unit: unitNumber(member, unit),
        label,
        write,
        expires,
      });
      return { ...messages.token(made), token: made.token };
    },
    async revokeToken(id) {
      tokens.revoke(viewer, id);
    },
    async importFile({ member, collection: named, tlp, releasableTo, handling }, chunks) {
      const { limits } = readEnvironment(process.env);
      const collection = collectionNamed(named);
      const bringing = viewerOf(member);
      const imported = readImportedTerms(core.names, bringing, { tlp, releasableTo, duties: handling });
      // Nobody waits for a page meanwhile, so a batch may be large.
      const options = {
        imported,
        batchSize: localBatch,
        importBytes: Number.POSITIVE_INFINITY,
        objectBytes: limits.objectBytes,
      };
      return importStream(core.service, bringing, collection, chunks, options);
    },
    async *exportFile({ as, format, collection: named, proofs = false }) {
      const collection = named === undefined ? undefined : collectionNamed(named).collection;
      const filter = { collections: collection === undefined ? undefined : [collection] };
      if (proofs) await core.signer.catchUp();
      yield* exportStream(core, viewerOf(as), filter, format, { withHandling: !proofs, withProofs: proofs });
    },
    async *brief({ as, format, ...wanted }) {
      const reading = viewerOf(as);
      yield await renderBrief(core.audit, reading, core.briefs.make(reading, wanted, true), format);
    },
    async search({ as, text, limit }) {
      const reading = viewerOf(as);
      const filter = { text };
      const rows = core.catalogue.page(reading, filter, Number.MAX_SAFE_INTEGER, limit).slice(0, limit);
      const { count, exact } = core.catalogue.count(reading, filter);
      return { objects: rows.map((row) => core.summaries.of(row)), total: { count, exact } };
    },
    view: (id, as) => found(() => core.views.view(viewerOf(as), id)),
    preview: async (member, publication) =>
      core.previewer.preview(viewerOf(member), readMessage(publicationMessage, publication)),
    lookAtRecall: async ({ as, ...wanted }) =>
      core.recall.recallViews.look(wanted.object, core.recall.recallService.look(viewerOf(as), wanted)),
    addReport: (member, report) => core.reports.service.add(viewerOf(member), readMessage(reportMessage, report)),
    alertSubscriptions: async (email) => core.alerts.service.subscriptions(personOf(email)),
    addAlert: (wanted, email) => core.alerts.service.add(personOf(email), readMessage(alertMessage, wanted)),
    removeAlert: (id, email) => core.alerts.service.remove(personOf(email), id),
    testAlert: (id, email) => core.alerts.service.test(personOf(email), id),
    feeds: async (member) => core.reports.feeds.list(viewerOf(member)),
    addFeed: (member, feed) => core.reports.feeds.add(viewerOf(member), readMessage(feedMessage, feed)),
    removeFeed: (member, id) => core.reports.feeds.remove(viewerOf(member), id),
    async recallReceipts({ as, object }) {
      const recalls = core.recall.recallService.ofObject(viewerOf(as), object);
      return { receipts: recalls.flatMap((each) => core.recall.recallViews.receipts(each).receipts) };
    },
    tookInReceipts: async ({ as, object, version }) => core.tookInReceipts(viewerOf(as), object, version),
    async recallMany({ as, ids, reason }) {
      const { recalls, refused } = await core.recall.recallService.orderAll(viewerOf(as), ids, reason);
      return { recalls: recalls.map(({ id, object }) => ({ id, object })), refused: [...refused] };
    },
    taxiiFeeds(member) {
      const { service } = core.taxiiFeeds;
      const as = viewerOf(member);
      return {
        list: async () => service.list(as),
        add: (feed) => service.add(as, readMessage(taxiiFeedMessage, feed)),
        async run(id) {
          // What goes out with its proof must be signed; a server does that by itself.
          await core.signer.catchUp();
          return service.run(as, id);
        },
        setState: (id, state) => service.setState(as, id, state),
        remove: (id) => service.remove(as, id),
      };
    },
    recall: async ({ as, ...wanted }) =>
      core.recall.recallViews.of(await core.recall.recallService.order(viewerOf(as), wanted)),
    why: async (id, { as, viewer: about, property }) =>
      core.explainer.why(viewerOf(as), id, { viewer: about, property }),
    async askRelease(as, request) {
      const asker = viewerOf(as);
      const id = await core.releaseRequests.ask(asker, request);
      return releaseRequestMessage(core, asker, core.releaseRequests.find(asker, id));
    },
    async releaseRequests(as) {
      const asker = viewerOf(as);
      return core.releaseRequests.list(asker).map((each) => releaseRequestMessage(core, asker, each));
    },
    claims: async ({ as, asOf }) => core.positions.answers.claims(viewerOf(as), asOf),
    claim: async (id, { as, asOf }) => core.positions.answers.claim(viewerOf(as), id, asOf),
    positions: async ({ as, asOf }) => core.positions.answers.matrix(viewerOf(as), asOf),
    memberPositions: async (member, { as, asOf }) => core.positions.answers.member(viewerOf(as), member, asOf),
    signals: async ({ as, asOf }) => core.positions.answers.signals(viewerOf(as), asOf, false),
    raw: (id, as) => found(() => core.views.bytes(viewerOf(as), id)),
    [Symbol.asyncDispose]: () => open[Symbol.asyncDispose](),
  };
}

/** The member that made the node. */
export function firstMember(core: Core): number {
  return Math.min(...core.members.all().map(({ member }) => member));
}

function noSuchAccount(email: string): Failure {
  return new Failure(`there is no account ${email}`, 'entente account list shows those that there are.');
}

function noSuchMember(nameOrId: string, core: Core): Failure {
  const names = core.members.all().map(({ name }) => name);
  const shown = names.length > 12 ? `${names.slice(0, 12).join(', ')}, …` : names.join(', ');
  return new Failure(`there is no member named ${nameOrId}`, `The members are: ${shown}`);
}

function noSuchCollection(named: string, core: Core): Failure {
  const names = core.collections.all().map(({ alias, title, id }) => alias ?? `${title} (${id})`);
  return new Failure(`there is no collection ${named}`, `Name one by alias or id: ${names.join(', ')}`);
}

/** What a reader answers; undefined for what is not there or hidden, which are one. */
async function found<T>(read: () => T): Promise<T | undefined> {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** What the API would answer for rows of the store. */
function createMessages(core: Core, viewer: Viewer) {
  const reference = (member: number): MemberRef => core.memberRefs.of(member);
  return {
    member: ({ member: _, identity, ...facts }: ReturnType<Core['members']['get']>): Member => ({
      id: identity,
      ...facts,
    }),
    group: ({ name, identity, members }: ReturnType<Core['groups']['all']>[number]): Group => ({
      id: identity,
      name,
      members: members.map((id) => ({ id, name: core.names.nameOf(viewer, id) })),
    }),
    collection: (row: ReturnType<Core['collections']['get']>): Collection => {
      const { collection: _, owner, readers, writers, unmarked, ...facts } = row;
      return {
        ...facts,
        owner: reference(owner),
        unmarked: unmarked ?? null,
        mayRead: true,
        mayWrite: true,
        readers: readers === 'all' ? 'all' : readers.map(reference),
        writers: writers === 'all' ? 'all' : writers.map(reference),
      };
    },
    unit: (row: ReturnType<Core['units']['get']>): Unit => unitMessage(viewer, row, core.memberRefs),
    account: (row: ReturnType<Core['access']['accounts']['list']>[number]): AccountShown => {
      const { id, email, name, member, unit, clearedForRed, roles, disabled, created, lastSignIn } = row;
      return present({
        id,
        email,
        name,
        member: reference(member),
        unit: unit === undefined ? undefined : reference(unit),
        clearedForRed,
        roles: [...roles],
        disabled,
        created,
        lastSignIn,
      });
    },
    token: ({
      member,
      unit,
      account,
      id,
      label,
      write,
      created,
      expires,
      lastUsed,
    }: ReturnType<Core['access']['tokens']['list']>[number]): Token => ({
      id,
      label,
      member: reference(member),
      ...(unit === undefined ? {} : { unit: reference(unit) }),
      personal: account !== undefined,
      ...(account === undefined ? {} : { account }),
      write,
      created,
      expires,
      ...(lastUsed === undefined ? {} : { lastUsed }),
    }),
  };
}

import type { ReleaseAnswered, ReleaseAsked } from '@entente/exchange';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { IsElsewhere } from '../peers/is-elsewhere.ts';
import { knowsUnit } from '../units/policy.ts';
import type { UnitStore } from '../units/unit-store.ts';
import type { Reach } from './reach.ts';
import type { ReleaseRequest, ReleaseRequestStore } from './release-request-store.ts';
import type { TakeRequestWord } from './request-exchange.ts';

type Parts = {
  readonly requests: ReleaseRequestStore;
  readonly reader: ObjectReader;
  readonly reach: Reach;
  readonly names: ReleaseNames;
  readonly units: UnitStore;
  readonly members: Pick<MemberStore, 'find' | 'get'>;
  readonly isElsewhere: IsElsewhere;
  readonly mostOpen: number;
  readonly record: RecordEvent;
  readonly recordAnswer: (kind: 'release-granted' | 'release-refused', request: ReleaseRequest) => void;
  readonly wake: (request: Pick<ReleaseRequest, 'object' | 'originator' | 'asker' | 'account'>) => void;
  readonly now: () => string;
};

/**
 * What members on other nodes say about requests for wider release, once their signatures count. It tells nobody
 * anything: what is not their business is passed over in silence, like what does not exist. In a transaction.
 */
export function createTakeRequestWord(parts: Parts): TakeRequestWord {
  const { requests, reader, reach, names, units, members, isElsewhere, mostOpen, record, recordAnswer, wake, now } =
    parts;

  function asked({ by, request: id, originator: owner, object, recipients, reason }: ReleaseAsked): void {
    const [from, originator] = [members.find(by)?.member, members.find(owner)?.member];
    // Whoever is hosted here asks here, signed in.
    if (from === undefined || originator === undefined || !isElsewhere(from)) return;
    const asker = reach.readerOf(from);
    if (requests.find(id) !== undefined || reader.current(asker, object)?.owner !== originator) return;
    const open = requests.from(from).filter((each) => each.state === 'open' && each.originator === originator);
    if (open.length >= mostOpen) return;
    const known = recipients.filter((identity) => {
      const found = names.find(asker, identity);
      const isHidden = found?.kind === 'unit' && !knowsUnit(asker, units.get(found.principal));
      return found !== undefined && found.kind !== 'person' && !isHidden;
    });
    if (known.length === 0) return;
    requests.add({ object, originator, asker: from, recipients: [...new Set(known)], reason, asked: now() }, id);
    record({ kind: 'release-asked', members: [originator, from], subjects: [object, id] });
    wake({ object, originator, asker: from });
  }

  function answered({ by, request: id, asker, answer, reason = '', reached = [] }: ReleaseAnswered): void {
    const request = requests.find(id);
    if (request === undefined || request.state !== 'open' || !isElsewhere(request.originator)) return;
    const { member } = reach.readerOf(request.asker);
    if (members.get(request.originator).identity !== by || members.get(member).identity !== asker) return;
    if (answer === 'refused') requests.refuse(id, now(), '', reason);
    else {
      requests.grant(
        id,
        now(),
        '',
        request.recipients.filter((each) => reached.includes(each)),
      );
    }
    recordAnswer(answer === 'refused' ? 'release-refused' : 'release-granted', request);
    wake(request);
  }

  return (word) => (word.kind === 'release-asked' ? asked(word) : answered(word));
}

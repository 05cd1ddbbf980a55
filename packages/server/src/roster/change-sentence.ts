import type { RosterChange } from '@entente/exchange';

/** A change of the roster, as whoever is to sign it reads it. */
export function changeSentence(change: RosterChange): string {
  switch (change.kind) {
    case 'member-joins':
      return `${change.member} joins on ${change.on}.`;
    case 'member-returns':
      return `${change.member} comes back on ${change.on}.`;
    case 'member-leaves':
      return `${change.member} leaves on ${change.on}: nothing reaches it from then on.`;
    case 'member-described':
      return `${change.member} is described anew: ${change.properties.join(', ')}.`;
    case 'key-added':
      return `${change.member} signs with a new key, ${change.key.slice(0, 8)}…, from ${change.from.slice(0, 10)}.`;
    case 'key-dates':
      return `What is said of when the key ${change.key.slice(0, 8)}… of ${change.member} counts changes: compare it by hand.`;
    case 'member-periods':
      return `What is said of when ${change.member} was a member changes: compare it by hand.`;
    case 'admin-changed':
      return `The administrator with the key ${change.key.slice(0, 8)}… is now called ${change.name}, or is of another member.`;
    case 'coalition-renamed':
      return `The coalition is called ${change.to} from then on.`;
    case 'key-rotated':
      return `The key ${change.key.slice(0, 8)}… of ${change.member} ends; what it signed before stays valid.`;
    case 'key-revoked':
      return `The key ${change.key.slice(0, 8)}… of ${change.member} is revoked: nothing that it signed counts any more.`;
    case 'admin-added':
      return `${change.name} becomes an administrator, with the key ${change.key.slice(0, 8)}…`;
    case 'admin-removed':
      return `${change.name} is no administrator any more (key ${change.key.slice(0, 8)}…).`;
    case 'node-added':
      return `The node ${change.node} is added${change.hosts.length === 0 ? '' : `, which hosts ${change.hosts.join(', ')}`}.`;
    case 'node-removed':
      return `The node ${change.node} is removed.`;
    case 'node-changed':
      return `The node ${change.node} changes: ${change.properties.map((each) => words[each] ?? each).join(', ')}.`;
    case 'threshold':
      return `Signatures needed: ${change.to} instead of ${change.from}.`;
    case 'expiry':
      return `It is in force until ${change.to.slice(0, 10)}.`;
  }
}

const words: Readonly<Record<string, string>> = {
  url: 'its address',
  key: 'its key',
  tls: 'its certificate',
  operator: 'who operates it',
  hosts: 'whom it hosts',
};

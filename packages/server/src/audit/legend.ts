import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { knowsUnit } from '../units/policy.ts';
import type { EntryContent } from './entry-content.ts';
import type { AuditLegend } from './messages.ts';
import { knowsEverybody, type Scope } from './policy.ts';

export type Legend = z.infer<typeof AuditLegend>;

/** What ids and digests mean, as far as a viewer may know: members always, units and persons by their own rules. */
export type Legends = {
  of(viewer: Viewer, scope: Scope, entries: readonly EntryContent[]): Legend;
  /** Undefined where the viewer may not know, or there is none. */
  name(viewer: Viewer, scope: Scope, id: string): string | undefined;
};

export function createLegends(database: Pick<Database, 'prepare'>): Legends {
  const principalOf = database.prepare(
    `SELECT p.kind, p.principal, p.member, m.name, u.name AS unit, u.listed, a.id AS account, a.name AS person
     FROM principal p JOIN member m ON m.member = p.member
     LEFT JOIN unit u ON u.unit = p.principal LEFT JOIN account a ON a.principal = p.principal WHERE p.identity = ?`,
  );
  const accountOf = database.prepare('SELECT member, name FROM account WHERE id = ?');
  const groupOf = database.prepare('SELECT name FROM release_group WHERE identity = ?');
  const collectionOf = database.prepare('SELECT title FROM collection WHERE id = ?');
  const audienceOf = database.prepare('SELECT identities FROM audit_audience WHERE audience = ?');
  const termsOf = database.prepare(
    'SELECT t.tlp FROM audit_terms a JOIN terms t ON t.terms = a.terms WHERE a.digest = ? LIMIT 1',
  );

  function nameOfPrincipal(viewer: Viewer, scope: Scope, identity: string): string | undefined {
    const row = principalOf.get(identity);
    if (row === undefined) return undefined;
    const member = Number(row.member);
    if (row.kind === 'member') return String(row.name);
    if (row.kind === 'unit') {
      const unit = { unit: Number(row.principal), member, listed: row.listed === 1 };
      return knowsEverybody(scope) || knowsUnit(viewer, unit) ? `${row.name}/${row.unit}` : undefined;
    }
    return knowsEverybody(scope) || member === viewer.member ? `${row.person} (${row.name})` : undefined;
  }

  const legends: Legends = {
    name(viewer, scope, id) {
      const known =
        nameOfPrincipal(viewer, scope, id) ?? groupOf.get(id)?.name ?? collectionOf.get(id)?.title ?? undefined;
      if (known !== undefined) return String(known);
      const account = accountOf.get(id);
      const mayKnow = account !== undefined && (knowsEverybody(scope) || account.member === viewer.member);
      return mayKnow ? String(account.name) : undefined;
    },
    of(viewer, scope, entries) {
      const names: Record<string, string> = {};
      const audiences: Record<string, string[]> = {};
      const terms: Legend['terms'] = {};
      const learn = (text: string): void => {
        if (text in names || text in audiences || text in terms) return;
        if (text.startsWith('audience:')) {
          const all = JSON.parse(String(audienceOf.get(text)?.identities ?? '[]')) as string[];
          audiences[text] = all.filter((each) => legends.name(viewer, scope, each) !== undefined);
          for (const each of audiences[text]) learn(each);
        } else if (text.startsWith('terms:')) {
          const row = termsOf.get(text);
          if (row !== undefined) terms[text] = { tlp: (row.tlp as Legend['terms'][string]['tlp']) ?? null };
        } else if (isName(text)) {
          const name = legends.name(viewer, scope, text);
          if (name !== undefined) names[text] = name;
        }
      };
      for (const entry of entries) forEachText(entry, learn);
      return { names, audiences, terms };
    },
  };
  return legends;
}

/** Only what can be the id of something named here is looked up. */
function isName(text: string): boolean {
  return /^(identity--)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}

function forEachText(value: unknown, tell: (text: string) => void): void {
  if (typeof value === 'string') tell(value);
  else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) forEachText(each, tell);
  }
}

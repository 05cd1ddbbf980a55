import { styleText } from 'node:util';
import type { ObjectView } from '@entente/server/api-types';
import { printLine } from './print.ts';
import { printable } from './printable.ts';

/** Properties that the heading says already, or that only machines need. */
const inHeading = new Set(['type', 'id', 'spec_version', 'name', 'object_marking_refs', 'created_by_ref']);

/** An object for people: what it is, under which terms, its properties, and what it refers to. */
export function printObject({ summary, object, terms, collections, versions, references }: ObjectView): void {
  const { title, type, id, owner, source } = summary;
  heading(title);
  printLine(`${type}  ${id}`);
  printLine(`${source ? 'brought in by' : 'by'} ${owner.name}, in ${collections.map((each) => each.title).join(', ')}`);
  printLine(terms.sentence);
  if (versions.length > 1) printLine(`${versions.length} versions, the newest of ${versions[0]?.modified}`);
  printLine('');
  for (const [name, value] of Object.entries(object)) {
    if (!inHeading.has(name)) printProperty(name, value, '');
  }
  const seen = references.filter((each) => each.summary !== undefined && !each.property.startsWith('object_marking'));
  if (seen.length === 0) return;
  printLine('');
  heading('Refers to');
  for (const { property, summary: target } of seen) printLine(`${property}: ${target?.title} (${target?.id})`);
}

function heading(text: string): void {
  process.stdout.write(`${styleText('bold', printable(text), { stream: process.stdout })}\n`);
}

function printProperty(name: string, value: unknown, indent: string): void {
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) {
    printLine(`${indent}${name}: ${value.join(', ')}`);
  } else if (typeof value === 'object' && value !== null) {
    printLine(`${indent}${name}:`);
    for (const [key, inner] of Object.entries(value)) printProperty(key, inner, `${indent}  `);
  } else {
    const text = String(value);
    printLine(
      text.includes('\n') ? `${indent}${name}:\n${text.replace(/^/gm, `${indent}  `)}` : `${indent}${name}: ${text}`,
    );
  }
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, finishDraft, isComplete, newDraft, refusalsByField } from './draft.ts';
import { objectFormOf, objectForms } from './object-forms.ts';

const form = (type: string) => {
  const found = objectFormOf(type);
  assert.ok(found);
  return found;
};

test('a new draft has the dates that must be there, and names what it is about', () => {
  const now = new Date('2019-02-06T14:05:59Z');
  assert.deepEqual(newDraft(form('note'), now, 'report--1'), { type: 'note', object_refs: ['report--1'] });
  assert.deepEqual(newDraft(form('sighting'), now, 'indicator--1'), {
    type: 'sighting',
    sighting_of_ref: 'indicator--1',
  });
  assert.deepEqual(newDraft(form('indicator'), now), {
    type: 'indicator',
    pattern_type: 'stix',
    valid_from: '2019-02-06T14:05:00.000Z',
  });
});

test('the next version keeps the id and properties that have no field', () => {
  const object = { type: 'note', id: 'note--1', created: 'x', modified: 'y', content: 'c', x_custom: { a: 1 } };
  assert.deepEqual(draftOf(object), { type: 'note', id: 'note--1', content: 'c', x_custom: { a: 1 } });
});

test('empty fields are not sent, and a report is about something', () => {
  assert.deepEqual(
    finishDraft({ type: 'report', name: 'A', description: '', labels: [], confidence: 0 }, 'identity--1'),
    {
      type: 'report',
      name: 'A',
      confidence: 0,
      object_refs: ['identity--1'],
    },
  );
});

test('a draft is complete with all that its form asks for', () => {
  const form = objectFormOf('note');
  assert.ok(form);
  const note = { type: 'note', content: 'seen', object_refs: ['identity--1'] };
  assert.ok(isComplete(note, form));
  assert.ok(!isComplete({ ...note, content: '' }, form));
  assert.ok(!isComplete({ ...note, object_refs: [] }, form));
});

test('refusals go to their fields, others stay together', () => {
  const refusal = (path: string, message: string) => ({ path, message, rule: 'r', section: 's' });
  const messages = refusalsByField(
    [refusal('pattern', 'Does not parse.'), refusal('labels[0]', 'Is empty.'), refusal('x_a.b', 'Odd.')],
    form('indicator'),
  );
  assert.deepEqual(
    [...messages],
    [
      ['pattern', 'Does not parse.'],
      ['labels', 'Is empty.'],
      ['', 'x_a.b: Odd.'],
    ],
  );
});

test('every form has distinct properties', () => {
  for (const { type, fields } of objectForms) {
    assert.equal(new Set(fields.map((field) => field.property)).size, fields.length, type);
  }
});

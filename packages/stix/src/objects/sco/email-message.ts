import { listOf } from '../../values/collections.ts';
import { observableReference } from '../../values/identifiers.ts';
import { atLeastOneOf, has } from '../../values/rules.ts';
import { boolean, string } from '../../values/scalars.ts';
import { structure } from '../../values/structure.ts';
import { timestamp } from '../../values/timestamps.ts';
import { type Rule, required } from '../../values/value-type.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';
import { headerFields } from './header-fields.ts';

const mimePart = structure(
  'email-mime-part-type',
  '6.6.2',
  {
    body: string,
    body_raw_ref: observableReference('artifact', 'file'),
    content_type: string,
    content_disposition: string,
  },
  [atLeastOneOf('body', 'body_raw_ref')],
);

const bodyFitsMultipart: Rule = (object, report) => {
  if (object.is_multipart === true && has(object, 'body')) {
    report.refuse('inconsistent', report.section, 'A multipart message has body_multipart instead of body.', 'body');
  }
  if (object.is_multipart === false && has(object, 'body_multipart')) {
    const message = 'Only a multipart message (is_multipart is true) may have body_multipart.';
    report.refuse('inconsistent', report.section, message, 'body_multipart');
  }
};

export const emailMessageObject = objectType(
  'email-message',
  'sco',
  '6.6',
  {
    ...observableProperties(),
    is_multipart: required(boolean),
    date: timestamp,
    content_type: string,
    from_ref: observableReference('email-addr'),
    sender_ref: observableReference('email-addr'),
    to_refs: listOf(observableReference('email-addr')),
    cc_refs: listOf(observableReference('email-addr')),
    bcc_refs: listOf(observableReference('email-addr')),
    message_id: string,
    subject: string,
    received_lines: listOf(string),
    additional_header_fields: headerFields,
    body: string,
    body_multipart: listOf(mimePart),
    raw_email_ref: observableReference('artifact'),
  },
  [bodyFitsMultipart],
);

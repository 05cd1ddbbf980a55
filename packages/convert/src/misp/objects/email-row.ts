import { artifact } from '../artifact.ts';
import type { Observable } from '../observable.ts';
import { takeProperties } from './field-kinds.ts';
import type { ObjectFields } from './object-fields.ts';
import type { ObservableRow } from './observable-row.ts';

/** The MISP object for an email message. */
export const EMAIL_ROWS: readonly (readonly [string, ObservableRow])[] = [['email', email]];

function email(fields: ObjectFields): readonly Observable[] | undefined {
  const from = addresses(fields, 'from');
  const refs = {
    from_ref: from[0],
    to_refs: addresses(fields, 'to'),
    cc_refs: addresses(fields, 'cc'),
    bcc_refs: addresses(fields, 'bcc'),
  };
  const properties = takeProperties(fields, [
    ['subject', 'subject'],
    ['message-id', 'message_id'],
    ['send-date', 'date', 'time'],
    ['header', 'received_lines', 'list'],
    ['email-body', 'body'],
  ]);
  const headers = takeProperties(fields, [
    ['reply-to', 'Reply-To', 'list'],
    ['x-mailer', 'X-Mailer', 'list'],
  ]);
  if (Object.keys(headers).length > 0) properties.additional_header_fields = headers;
  const attachments = fields.takeFields('attachment', 'screenshot').map(
    ({ value, data }): Observable => ({
      type: 'file',
      properties: { name: value },
      refs: { content_ref: artifact(data) },
    }),
  );
  const isEmpty =
    Object.keys(properties).length === 0 && Object.values(refs).every((ref) => [ref ?? []].flat().length === 0);
  if (isEmpty && attachments.length === 0) return undefined;

  // A message has a body or parts, never both (section 6.6.1).
  const body = attachments.length > 0 ? properties.body : undefined;
  if (body !== undefined) delete properties.body;
  const unmatched = {
    is_multipart: attachments.length > 0,
    ...(body === undefined ? {} : { x_misp_email_body: body }),
    ...fields.rest(),
  };
  return [{ type: 'email-message', properties, unmatched, refs, attachments }];
}

/** The addresses of a relation, the first of them with the display name that MISP keeps beside it. */
function addresses(fields: ObjectFields, relation: string): Observable[] {
  const values = fields.takeAll(relation);
  const names = values.length > 0 ? fields.takeFields(`${relation}-display-name`) : [];
  // Only where there is a name for each address does MISP tell whose it is.
  const paired = names.length === values.length;
  if (!paired) for (const name of names) fields.restore(name);
  return values.map((value, index): Observable => {
    const name = paired ? names[index]?.value : undefined;
    return { type: 'email-addr', properties: { value, ...(name === undefined ? {} : { display_name: name }) } };
  });
}

import type { JsonObject } from '@entente/stix';
import { asText, objectsIn } from '../json/json-access.ts';
import type { Conversion } from './conversion.ts';
import { domainObject, isDeleted, readOrigin } from './origin.ts';

/** Converts the event's reports, which are texts about it, into notes on the object that the event becomes. */
export function convertEventReports(conversion: Conversion, event: JsonObject, path: string, eventId: string): void {
  for (const { index, object: report } of objectsIn(event.EventReport)) {
    const place = `${path}.EventReport[${index}]`;
    const content = asText(report.content);
    const name = asText(report.name);
    if (isDeleted(report)) conversion.refuse(place, 'deleted in MISP');
    else if (content === undefined) conversion.refuse(place, 'has no content');
    else {
      const origin = readOrigin(conversion, report, new Set());
      const properties = { ...(name === undefined ? {} : { abstract: name }), content, object_refs: [eventId] };
      const note = domainObject(conversion, 'note', origin, properties, ['misp:data-layer="Event Report"']);
      const reason = conversion.add([note]);
      if (reason !== undefined) conversion.refuse(place, reason);
    }
  }
}

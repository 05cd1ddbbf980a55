import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import { readMessage } from '../http/read-message.ts';
import { readConversion } from './as-of-query.ts';
import type { LedgerParts } from './create-ledger.ts';
import { asOfMessage } from './ledger-words.ts';
import {
  type CommitmentPage,
  CommitmentQuery,
  type Totals,
  TotalsQuery,
  type WhatIf,
  WhatIfQuery,
} from './messages.ts';

/** The questions that routes and the command line ask alike. */
export function askLedger({ service, views }: LedgerParts, viewer: Viewer) {
  return {
    list(query: z.output<typeof CommitmentQuery>): z.infer<typeof CommitmentPage> {
      return views.page(viewer, service.view(viewer, query), query.offset, query.limit);
    },
    totals(query: z.output<typeof TotalsQuery>): z.infer<typeof Totals> {
      const view = service.view(viewer, query);
      const lines = service
        .totals(view, {
          by: query.by,
          conversion: readConversion(query),
          column: query.column,
          of: query.of,
          offset: query.offset,
          limit: query.rows,
        })
        .map((line) => views.line(viewer, view, query.by, line));
      return { asOf: asOfMessage(view.asOf), by: query.by, lines };
    },
    whatIf(query: z.output<typeof WhatIfQuery>): z.infer<typeof WhatIf> {
      return views.whatIf(viewer, service.whatIf(viewer, query, readConversion(query)));
    },
  };
}

/** The same, with the parameters of the API as text. Throws `invalid` for those that are none. */
export function askLedgerInText(ledger: LedgerParts, viewer: Viewer) {
  const asked = askLedger(ledger, viewer);
  return {
    list: (given: object) => asked.list(readMessage(CommitmentQuery, given)),
    totals: (given: object) => asked.totals(readMessage(TotalsQuery, given)),
    whatIf: (given: object) => asked.whatIf(readMessage(WhatIfQuery, given)),
  };
}

import { OpenAPIHono } from '@hono/zod-openapi';
import { except } from 'hono/combine';
import type { Logger } from 'pino';
import { createAccountRoutes } from '../accounts/account-routes.ts';
import { createTokenRoutes } from '../accounts/token-routes.ts';
import { createAlertRoutes } from '../alerts/alert-routes.ts';
import { createApprovalRoutes } from '../approvals/approval-routes.ts';
import { createAuditRoutes } from '../audit/audit-routes.ts';
import { createQuestionRoutes } from '../audit/question-routes.ts';
import { createBriefRoutes } from '../briefs/brief-routes.ts';
import { createCollectionRoutes } from '../collections/collection-routes.ts';
import { createCommitmentRoutes } from '../commitments/commitment-routes.ts';
import { preparedLedger } from '../commitments/prepared-ledger.ts';
import { ledgerPageStyle } from '../commitments/transfer/ledger-page.ts';
import { createTransferRoutes } from '../commitments/transfer/transfer-routes.ts';
import { createConditionRoutes } from '../conditions/condition-routes.ts';
import type { Config } from '../config.ts';
import type { Core } from '../core.ts';
import { createReviewRoutes } from '../dates/review-routes.ts';
import { createEventRoutes } from '../events/event-routes.ts';
import { createExpectationRoutes } from '../expectations/expectation-routes.ts';
import { createExportRoutes } from '../export/export-routes.ts';
import { createImportRoutes } from '../import/import-routes.ts';
import { createLeadRoutes } from '../leads/lead-routes.ts';
import { createMandateRoutes } from '../mandates/mandate-routes.ts';
import { createMemberRoutes } from '../members/member-routes.ts';
import { createObjectRoutes } from '../objects/object-routes.ts';
import { createOperatorRoutes } from '../operator/operator-routes.ts';
import { createOverviewRoutes } from '../overview/overview-routes.ts';
import { createExchangeRoutes } from '../peers/exchange-routes.ts';
import { createPeerRoutes } from '../peers/peer-routes.ts';
import { mustSeePeers } from '../peers/policy.ts';
import { createClaimRoutes } from '../positions/claim-routes.ts';
import { createPositionRoutes } from '../positions/position-routes.ts';
import { createSignalRoutes } from '../positions/signal-routes.ts';
import { createPreviewRoutes } from '../preview/preview-routes.ts';
import { mustServe, openInQuarantine, refuseInQuarantine } from '../quarantine/refuse-in-quarantine.ts';
import { createOrderRoutes } from '../recall/order-routes.ts';
import { createRecallRoutes } from '../recall/recall-routes.ts';
import { createReceiptRoutes } from '../receipts/receipt-routes.ts';
import { createReportRoutes } from '../reports/report-routes.ts';
import { createRequestRoutes } from '../requests/request-routes.ts';
import { createRosterRoutes } from '../roster/roster-routes.ts';
import { createSearchRoutes } from '../searches/search-routes.ts';
import { createSigningRoutes } from '../signing/signing-routes.ts';
import { createPageCursor } from '../taxii/page-cursor.ts';
import { createStatusStore } from '../taxii/status-store.ts';
import { createTaxiiRoutes, taxiiPath } from '../taxii/taxii-routes.ts';
import { createTaxiiFeedRoutes } from '../taxii-feeds/taxii-feed-routes.ts';
import { createUnitRoutes } from '../units/unit-routes.ts';
import { createReleaseRequestRoutes } from '../wider-release/release-request-routes.ts';
import { createRequestExchangeRoutes } from '../wider-release/request-exchange-routes.ts';
import { createExposureRoutes } from '../withdrawal/exposure-routes.ts';
import { createLeavingRoutes } from '../withdrawal/leaving-routes.ts';
import { apiDocsPage, apiDocsStyle } from './api-docs-page.ts';
import { apiDocument } from './api-document.ts';
import { boundedJson, listBytes, messageBytes } from './bounded-json.ts';
import { createClientAddress } from './client-address.ts';
import { errorResponse, reportError } from './error-response.ts';
import { createNodeRoutes } from './node-routes.ts';
import { Problem } from './problem.ts';
import { securityHeaders } from './security-headers.ts';
import { createSignIn, requireViewer, type SignedIn } from './sign-in-required.ts';
import { createSignInRoutes } from './sign-in-routes.ts';
import { createWebFiles } from './web-files.ts';

/** All routes of a node. Everything below the TAXII path and the API needs a viewer, but for what is named here. */
export function createApp(core: Core, config: Config, log: Logger) {
  const app = new OpenAPIHono<SignedIn>({ strict: false });
  const viewerOptions = {
    publicUrl: config.publicUrl,
    remoteAddress: createClientAddress(config.trustedProxies ?? []),
  };
  const signedIn = requireViewer(core.access.authenticate, viewerOptions);
  const withLedger = preparedLedger(signedIn, core.ledger.reader);

  app.onError((error, context) => errorResponse(context, error, log));
  app.notFound((context) => errorResponse(context, new Problem('not-found', 'There is nothing here'), log));
  app.use(securityHeaders);
  app.use('/api/*', async (context, next) => {
    context.set('tellFault', (error) => void reportError(context, error, log, ''));
    await next();
  });
  app.use('/api/*', except(openInQuarantine, refuseInQuarantine(core.quarantine)));
  // Only who is signed in may send as much as an object holds.
  const { objectBytes, objectDepth } = config.limits;
  for (const path of ['/api/objects', '/api/preview', '/api/reports', '/api/reports/read']) {
    app.post(path, signedIn, boundedJson({ bytes: objectBytes, depth: objectDepth + 1 }));
  }
  for (const path of ['/api/recalls/batch', '/api/exchange/took-in', '/api/exchange/receipts']) {
    app.post(path, signedIn, boundedJson({ bytes: listBytes, depth: objectDepth }));
  }
  const filesComeTo = ['/api/import', '/api/commitments/import'];
  app.use('/api/*', except(filesComeTo, boundedJson({ bytes: messageBytes, depth: objectDepth })));

  app.route('/api', createNodeRoutes(core, config.demo));
  app.route('/api', createSignInRoutes(core.access, core.memberRefs, viewerOptions));
  app.route('/api', createAccountRoutes(core.access, core.memberRefs, viewerOptions));
  app.route('/api', createTokenRoutes(core.access, core.memberRefs, viewerOptions));

  app.route('/api', createObjectRoutes(core, signedIn));
  app.route('/api', createPreviewRoutes(core, signedIn));
  app.route('/api', createMemberRoutes(core, signedIn));
  app.route('/api', createUnitRoutes(core, signedIn));
  app.route('/api', createRosterRoutes(core, signedIn));
  app.route('/api', createSigningRoutes(core, signedIn));
  app.route('/api', createCollectionRoutes(core, signedIn));
  app.route('/api', createOverviewRoutes(core, withLedger));
  app.route('/api', createSearchRoutes(core, signedIn));
  app.route('/api', createOperatorRoutes(core, signedIn));
  app.route('/api', createReviewRoutes(core, signedIn));
  app.route('/api', createRecallRoutes(core, signedIn));
  app.route('/api', createOrderRoutes(core, signedIn));
  app.route('/api', createReceiptRoutes(core, signedIn));
  app.route('/api', createRequestExchangeRoutes(core, signedIn));
  app.route('/api', createExposureRoutes(core, signedIn));
  app.route('/api', createLeavingRoutes(core, signedIn));
  app.route('/api', createLeadRoutes(core, signedIn));
  app.route('/api', createReportRoutes(core, signedIn));
  app.route('/api', createTransferRoutes(core, withLedger));
  app.route('/api', createCommitmentRoutes(core, withLedger));
  app.route('/api', createExpectationRoutes(core, withLedger));
  app.route('/api', createConditionRoutes(core, withLedger));
  app.route('/api', createRequestRoutes(core, signedIn));
  app.route('/api', createApprovalRoutes(core, signedIn));
  app.route('/api', createReleaseRequestRoutes(core, signedIn));
  app.route('/api', createMandateRoutes(core, signedIn));
  app.route('/api', createClaimRoutes(core, withLedger));
  app.route('/api', createPositionRoutes(core, withLedger));
  app.route('/api', createSignalRoutes(core, withLedger));
  app.route('/api', createAlertRoutes(core, signedIn));
  app.route('/api', createImportRoutes(core, signedIn, config.limits));
  app.route('/api', createExportRoutes(core, signedIn));
  app.route('/api', createBriefRoutes(core, withLedger));
  app.route('/api', createAuditRoutes(core, signedIn));
  app.route('/api', createQuestionRoutes(core, signedIn));
  app.route('/api', createPeerRoutes(core, signedIn));
  app.route('/api', createTaxiiFeedRoutes(core, signedIn));
  app.route('/api', createExchangeRoutes(core, config.publicUrl));
  app.route('/api', createEventRoutes(core, signedIn, config.limits.streams));

  // Made when somebody asks: it takes a fifth of the start.
  let made: ReturnType<typeof apiDocument> | undefined;
  const document = (): ReturnType<typeof apiDocument> => {
    made ??= apiDocument(app);
    return made;
  };
  app.get('/api/openapi.json', (context) => context.json(document()));
  app.get('/api/docs', (context) => context.html(apiDocsPage(document())));
  app.get('/api/docs.css', (context) => context.body(apiDocsStyle, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get('/api/ledger.css', (context) =>
    context.body(ledgerPageStyle, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  app.all('/api/*', () => {
    throw new Problem('not-found', 'There is nothing here.');
  });
  app.get('/metrics', signedIn, async (context) => {
    mustSeePeers(context.get('viewer'));
    const { contentType, text } = await core.peers.metrics();
    return context.body(text, 200, { 'Content-Type': contentType });
  });
  app.get('/healthz', (context) => context.json({ ok: true }));
  if (config.webRoot !== undefined) app.route('/', createWebFiles(config.webRoot));

  const taxiiSignIn = createSignIn(core.access.authenticate, viewerOptions);
  const taxii = createTaxiiRoutes({
    title: () => core.coalition.name,
    signIn: (context) => {
      mustServe(core.quarantine);
      return taxiiSignIn(context);
    },
    whileGood: core.access.whileGood,
    collections: core.collections,
    reader: core.reader,
    service: core.service,
    remover: core.remover,
    statuses: createStatusStore(core.database, core.clock),
    cursor: createPageCursor(core.coalition.secret),
    clock: core.clock,
    noteRead: core.noteRead,
    audit: core.audit,
    onward: core.peers.onward,
    deliveryNotes: core.peers.deliveryNotes,
    proofs: core.proofs,
    nodesOnly: core.nodesOnly,
    log,
    limits: {
      page: { standard: config.limits.pageStandard, largest: config.limits.pageLargest },
      bodyBytes: config.limits.bodyBytes,
      objectBytes: config.limits.objectBytes,
    },
  });
  return {
    /** All routes of both applications. */
    routes: [...taxii.routes, ...app.routes],
    fetch: (request: Request, environment?: object): Response | Promise<Response> =>
      (isTaxii(request) ? taxii : app).fetch(request, environment),
  };
}

/** Also what asks for TAXII where there is none: a wrong API root is a TAXII error, and not a page of the application. */
function isTaxii({ url, headers }: Request): boolean {
  const path = url.indexOf('/', url.indexOf('://') + 3);
  if (isBelow(taxiiPath, url, path)) return true;
  return asksForTaxii.test(headers.get('accept') ?? '') && !isBelow('/api', url, path);
}

const asksForTaxii = /\bapplication\/(vnd\.oasis\.)?(taxii|stix)\+json\b/i;

function isBelow(root: string, url: string, path: number): boolean {
  if (!url.startsWith(root, path)) return false;
  const end = url[path + root.length];
  return end === undefined || end === '/' || end === '?';
}

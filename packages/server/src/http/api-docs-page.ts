import { html, raw } from 'hono/html';
import type { apiDocument } from './api-document.ts';

type Document = ReturnType<typeof apiDocument>;

export const apiDocsStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
h2 { margin-top: 2rem; border-bottom: 1px solid; }
details { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: .4rem; margin: .4rem 0; }
summary { cursor: pointer; padding: .5rem .75rem; }
summary code { font-weight: 600; }
details > div { padding: 0 .75rem .75rem; }
pre { overflow: auto; padding: .75rem; background: color-mix(in srgb, currentColor 7%, transparent); border-radius: .3rem; }
.method { display: inline-block; min-width: 4.5em; text-transform: uppercase; font-size: .85em; }
`;

/** A page to browse the API: every operation with who may use it, what it takes and what it answers. No script. */
export function apiDocsPage(document: Document) {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({ path, method, ...operation })),
  );
  const byTag = Map.groupBy(operations, ({ tags }) => tags?.[0] ?? 'Other');
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Entente API</title>
        <link rel="stylesheet" href="/api/docs.css" />
      </head>
      <body>
        <h1>Entente API</h1>
        <p>${document.info.description}</p>
        <p>The whole description as data: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
        ${[...byTag].map(
          ([tag, list]) => html`<h2>${tag}</h2>
            ${list.map(
              (each) => html`<details>
                <summary>
                  <span class="method">${each.method}</span> <code>${each.path}</code> — ${each.summary ?? ''}
                </summary>
                <div>
                  ${each.description === undefined ? '' : html`<p>${each.description}</p>`}
                  <p><strong>Who may:</strong> ${each['x-policy'] ?? 'anyone'}</p>
                  ${section('Parameters', each.parameters)} ${section('Request body', each.requestBody)}
                  ${section('Responses', each.responses)}
                </div>
              </details>`,
            )}`,
        )}
        <h2>Messages</h2>
        ${Object.entries(document.components?.schemas ?? {}).map(
          ([name, schema]) => html`<details>
            <summary><code>${name}</code></summary>
            <div><pre>${JSON.stringify(schema, null, 2)}</pre></div>
          </details>`,
        )}
      </body>
    </html>`;
}

type Operation = {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly 'x-policy'?: string;
  readonly parameters?: unknown;
  readonly requestBody?: unknown;
  readonly responses?: unknown;
};

function section(title: string, value: unknown) {
  if (value === undefined) return raw('');
  return html`<h3>${title}</h3>
    <pre>${JSON.stringify(value, null, 2)}</pre>`;
}

import { html } from 'hono/html';
import type { apiDocument } from './api-document.ts';

type Document = ReturnType<typeof apiDocument>;

export const apiDocsStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
h2 { margin-top: 2rem; border-bottom: 1px solid; }
details { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: .4rem; margin: .4rem 0; }
summary { cursor: pointer; padding: .5rem .75rem; }
summary code { font-weight: 600; overflow-wrap: anywhere; }
details > div { padding: 0 .75rem .75rem; }
pre { overflow: auto; padding: .75rem; background: color-mix(in srgb, currentColor 7%, transparent); border-radius: .3rem; }
dt { font-weight: 600; }
dd { margin: 0 0 .4rem 1.5rem; }
.method { display: inline-block; min-width: 4.5em; text-transform: uppercase; font-size: .85em; }
`;

/** A page to browse the API: every operation with who may use it, what it takes and what it answers. No script. */
export function apiDocsPage(document: Document) {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Described>).map(([method, operation]) => ({ path, method, ...operation })),
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
        ${[...byTag].map(([tag, list]) => html`<h2>${tag}</h2> ${list.map(operationDetails)}`)}
        <h2>Messages</h2>
        ${Object.entries(document.components?.schemas ?? {}).map(
          ([name, schema]) => html`<details>
            <summary><code>${name}</code></summary>
            <div id="${name}">${shape(schema as Schema)}</div>
          </details>`,
        )}
      </body>
    </html>`;
}

type Schema = { readonly $ref?: string };
type Content = { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema & { readonly description?: string };
};
type Described = {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly 'x-policy'?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content & { readonly description?: string }>>;
};
type Operation = Described & { readonly path: string; readonly method: string };

function operationDetails(operation: Operation) {
  const { method, path, summary, description, parameters = [], requestBody, responses = {} } = operation;
  return html`<details>
    <summary><span class="method">${method}</span> <code>${path}</code> — ${summary}</summary>
    <div>
      ${description && html`<p>${description}</p>`}
      <p><strong>Who may:</strong> ${operation['x-policy']}</p>
      ${
        parameters.length > 0 &&
        html`<h3>Parameters</h3>
          <dl>${parameters.map(parameterEntry)}</dl>`
      }
      ${
        requestBody &&
        html`<h3>Request body</h3>
          ${contentOf(requestBody)}`
      }
      <h3>Responses</h3>
      <dl>
        ${Object.entries(responses).map(
          ([status, answer]) => html`<dt>${status}</dt><dd>${answer.description} ${contentOf(answer)}</dd>`,
        )}
      </dl>
    </div>
  </details>`;
}

function parameterEntry({ name, required, schema, description = schema?.description, in: where }: Parameter) {
  return html`<dt><code>${name}</code> (${where}${required ? ', required' : ''})</dt><dd>${description}</dd>`;
}

function contentOf({ content = {} }: Content) {
  return Object.entries(content).map(([type, { schema }]) => html`<div>${type} ${schema && shape(schema)}</div>`);
}

/** A message by its name, which leads to it; what has no name of its own, in full. */
function shape(schema: Schema) {
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return html`<a href="#${name}">${name}</a>`;
  return html`<pre>${JSON.stringify(schema, null, 2)}</pre>`;
}

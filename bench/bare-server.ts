// The physical limit for reads: node:http that answers every request from one of a few buffers, in its own process.
import { createServer } from 'node:http';

const pages: Buffer[] = [];
const server = createServer((request, answer) => {
  if (request.method === 'POST') {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      pages.push(Buffer.concat(chunks));
      answer.end();
    });
    return;
  }
  const page = pages[Number(new URLSearchParams(request.url?.split('?')[1]).get('page') ?? 0)] ?? Buffer.from('{}');
  answer.writeHead(200, { 'content-type': 'application/taxii+json;version=2.1', 'content-length': page.length });
  answer.end(page);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(JSON.stringify({ url: `http://127.0.0.1:${address.port}/` }));
});

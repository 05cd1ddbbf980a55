import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DocumentRefused } from './limits.ts';
import { type ReadDocument, readDocument } from './read-document.ts';
import { makeDocx, makePdf } from './test-files.ts';

async function read(content: string | Uint8Array, name?: string): Promise<readonly ReadDocument[]> {
  return (await readDocument(Buffer.from(content), { name })).documents;
}

async function one(content: string | Uint8Array, name?: string): Promise<ReadDocument> {
  const [document, ...others] = await read(content, name);
  assert.ok(document);
  assert.equal(others.length, 0);
  return document;
}

const first = 'The harbour master said on Tuesday that no ship would leave before the storm had passed the islands.';
const second = '“We have seen worse,” her deputy told the owners, “but not in May.” He asked them to be patient.';

describe('files of every sort', () => {
  it('reads a web page: its article, and what the page declares', async () => {
    const page = `<!doctype html><html lang="en-GB"><head><title>Storm keeps ships in port | The Coast Herald</title>
      <meta property="og:site_name" content="The Coast Herald"><meta property="og:title" content="Storm keeps ships in port | The Coast Herald">
      <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Storm keeps ships in port","datePublished":"2021-05-04T09:30:00+01:00","author":[{"@type":"Person","name":"Jane Roe"}]}]}</script></head>
      <body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Storm keeps ships in port</h1>
      <figure><img src="x.jpg"><figcaption>Ships at anchor on Tuesday. Photograph: Kim Loe/AFP</figcaption></figure>
      <p>${first}</p><script>alert(1)</script><p>${second}</p><p>${first.replace('Tuesday', 'Wednesday')}</p></article>
      <aside>Subscribe to our newsletter</aside><footer>© 2021 The Coast Herald</footer></body></html>`;
    const { paragraphs, facts } = await one(page, 'storm.html');
    assert.deepEqual(paragraphs.slice(0, 2), [first, second]);
    assert.equal(paragraphs.length, 3);
    assert.equal(facts.headline, 'Storm keeps ships in port');
    assert.equal(facts.publisher, 'The Coast Herald');
    assert.equal(facts.byline, 'Jane Roe');
    assert.equal(facts.published, '2021-05-04T08:30:00.000Z');
    assert.equal(facts.language, 'en-GB');
    assert.deepEqual(facts.captions, [{ text: 'Ships at anchor on Tuesday.', credit: 'Kim Loe/AFP' }]);
  });

  it('reads Markdown without its marks', async () => {
    const { paragraphs, facts } = await one(
      `---\ntitle: Storm\nauthor: Jane Roe\n---\n\n# Storm keeps ships in port\n\n**${first}**\n\n> ${second}\n\n- one *thing*\n- [another](https://example.org/x)`,
      'a.md',
    );
    assert.deepEqual(paragraphs, [first, second, 'one thing', 'another']);
    assert.equal(facts.headline, 'Storm');
    assert.equal(facts.byline, 'Jane Roe');
  });

  it('reads a PDF: lines joined, words made whole, running heads left out', async () => {
    const page = (
      number: number,
      lines: readonly string[],
      top: readonly { text: string; y: number; size: number }[] = [],
    ) => [
      { text: `Coast Herald ${number}`, y: 810, size: 8 },
      ...top,
      ...lines.map((text, place) => ({ text, y: 700 - place * 14 - (place >= 3 ? 14 : 0), size: 11 })),
    ];
    const pdf = makePdf([
      page(
        1,
        [
          'The harbour master said on Tues-',
          'day that no ship would leave',
          'before noon.',
          'Her deputy asked the owners to be',
          'patient and to wait for the',
        ],
        [{ text: 'Storm keeps ships in port', y: 750, size: 20 }],
      ),
      page(2, ['second message of the', 'office, which came late.']),
      page(3, ['Nobody left.']),
    ]);
    const { paragraphs, facts } = await one(pdf, 'storm.pdf');
    assert.equal(facts.headline, 'Storm keeps ships in port');
    assert.deepEqual(paragraphs, [
      'The harbour master said on Tuesday that no ship would leave before noon.',
      'Her deputy asked the owners to be patient and to wait for the second message of the office, which came late.',
      'Nobody left.',
    ]);
  });

  it('reads a DOCX', async () => {
    const docx = makeDocx([
      { text: 'Storm keeps ships in port', style: 'Title' },
      { text: 'By Jane Roe' },
      { text: first },
      { text: 'Ships at anchor', style: 'Caption' },
      { text: second },
    ]);
    const { paragraphs, facts } = await one(docx, 'storm.docx');
    assert.deepEqual(paragraphs, [first, second]);
    assert.equal(facts.headline, 'Storm keeps ships in port');
    assert.equal(facts.byline, 'Jane Roe');
  });

  it('reads a mail', async () => {
    const mail = `From: "Press Office" <press@example.org>\r\nTo: desk@example.org\r\nSubject: =?utf-8?Q?FW:_Storm_keeps_ships_in_port?=\r\nDate: Tue, 4 May 2021 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${first}\r\n\r\n${second}\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nx\r\n--b--\r\n`;
    const { paragraphs, facts, notes } = await one(mail, 'storm.eml');
    assert.deepEqual(paragraphs, [first, second]);
    assert.equal(facts.headline, 'Storm keeps ships in port');
    assert.equal(facts.publisher, 'Press Office');
    assert.equal(facts.published, '2021-05-04T08:00:00.000Z');
    assert.deepEqual(notes, ['1 attachment was not read.']);
  });

  const items = {
    rss: `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Coast Herald</title><link>https://h.example</link><description>d</description><language>en</language><item><title>Storm keeps ships in port</title><guid>a1</guid><link>https://h.example/a1</link><dc:creator>Jane Roe</dc:creator><pubDate>Tue, 04 May 2021 08:00:00 GMT</pubDate><description>short</description><content:encoded><![CDATA[<p>${first}</p><p>${second}</p>]]></content:encoded></item><item><title>Second item of the feed</title><guid>a2</guid><description>${second}</description></item></channel></rss>`,
    atom: `<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast Herald</title><id>f</id><updated>2021-05-04T08:00:00Z</updated><entry><title>Storm keeps ships in port</title><id>a1</id><link href="https://h.example/a1"/><author><name>Jane Roe</name></author><published>2021-05-04T08:00:00Z</published><content type="html">&lt;p&gt;${first}&lt;/p&gt;&lt;p&gt;${second}&lt;/p&gt;</content></entry><entry><title>Second item of the feed</title><id>a2</id><summary>${second}</summary></entry></feed>`,
    json: JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Coast Herald',
      items: [
        {
          id: 'a1',
          url: 'https://h.example/a1',
          title: 'Storm keeps ships in port',
          authors: [{ name: 'Jane Roe' }],
          date_published: '2021-05-04T08:00:00Z',
          content_html: `<p>${first}</p><p>${second}</p>`,
        },
        { id: 'a2', title: 'Second item of the feed', content_text: second },
      ],
    }),
  };
  for (const [kind, text] of Object.entries(items)) {
    it(`reads a feed: ${kind}`, async () => {
      const [a, b, ...others] = await read(text);
      assert.equal(others.length, 0);
      assert.deepEqual(a?.paragraphs, [first, second]);
      assert.equal(a?.key, 'a1');
      assert.equal(a?.facts.headline, 'Storm keeps ships in port');
      assert.equal(a?.facts.publisher, 'Coast Herald');
      assert.equal(a?.facts.byline, 'Jane Roe');
      assert.equal(a?.facts.published, '2021-05-04T08:00:00.000Z');
      assert.equal(a?.facts.url, 'https://h.example/a1');
      assert.deepEqual(b?.paragraphs, [second]);
    });
  }

  it('reads texts in other encodings', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(second, 'utf16le')]);
    assert.deepEqual((await one(utf16)).paragraphs, [second]);
    assert.deepEqual(
      (await one(Buffer.from('Der Präsident sagte, er wolle bleiben. Mehr sagte er nicht.', 'latin1'))).paragraphs,
      ['Der Präsident sagte, er wolle bleiben. Mehr sagte er nicht.'],
    );
  });
});

describe('files that mean harm', () => {
  const refused = (code: DocumentRefused['code']) => (error: unknown) =>
    error instanceof DocumentRefused && error.code === code;

  it('refuses what it cannot read, and what says it is something else', async () => {
    await assert.rejects(read(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0])), refused('unsupported'));
    await assert.rejects(read('no PDF at all', 'a.pdf'), refused('unsupported'));
    await assert.rejects(read('%PDF-1.4 broken', 'a.pdf'), refused('unreadable'));
    await assert.rejects(read('PK\x03\x04 broken'), refused('unreadable'));
    await assert.rejects(read(' \n\n '), refused('empty'));
    await assert.rejects(read(makePdf([[]])), refused('empty'));
  });

  it('unpacks no bomb', async () => {
    const bomb = makeDocx([{ text: 'a'.repeat(8 * 1024 * 1024) }]);
    assert.ok(bomb.length < 100_000);
    await assert.rejects(
      readDocument(bomb, {}, { bytes: 1e6, unpackedBytes: 1024 * 1024, characters: 1e6, pages: 9, items: 9 }),
      refused('too-large'),
    );
  });

  it('unpacks no more than a part says that it holds', async () => {
    const lying = Buffer.from(makeDocx([{ text: 'b'.repeat(1024 * 1024) }]));
    // The directory at the end says sizes; this one says 100 bytes for the document.
    const name = lying.lastIndexOf('word/document.xml');
    lying.writeUInt32LE(100, name - 46 + 24);
    await assert.rejects(read(lying), (error) => error instanceof DocumentRefused);
  });

  it('expands no entities', async () => {
    const entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    await assert.rejects(read(makeDocx([{ text: '&b;' }], entities)), refused('unreadable'));
    await assert.rejects(
      read(`<?xml version="1.0"?>${entities}<rss version="2.0"><channel><title>&b;</title></channel></rss>`, 'a.rss'),
      (error) => error instanceof DocumentRefused,
    );
  });

  it('bounds pages, items and length', async () => {
    const limits = { bytes: 1e7, unpackedBytes: 1e7, characters: 500, pages: 2, items: 1 };
    const pages = makePdf(Array.from({ length: 3 }, () => [{ text: 'x', y: 700, size: 10 }]));
    await assert.rejects(readDocument(pages, {}, limits), refused('too-large'));
    await assert.rejects(readDocument(Buffer.from(`${first} `.repeat(9)), {}, limits), refused('too-large'));
    await assert.rejects(readDocument(Buffer.alloc(1e7 + 1), {}, limits), refused('too-large'));
  });

  it('takes its time in proportion with long and deep files', async () => {
    const started = process.cpuUsage();
    await read(`<html><body>${'<div>'.repeat(10_000)}${first}</body></html>`, 'deep.html').catch((error: unknown) => {
      assert.ok(error instanceof DocumentRefused, String(error));
    });
    await read(`${'By A, '.repeat(20_000)}.`, 'a.txt');
    await read(`${'PARIS, '.repeat(20_000)}.`, 'a.txt');
    await read(`${'Photo: A/ '.repeat(20_000)}.`, 'a.txt');
    await read(`${'**a '.repeat(20_000)}.`, 'a.md');
    await read('a\n \n'.repeat(50_000), 'a.txt');
    assert.ok(process.cpuUsage(started).user < 10e6);
  });
});

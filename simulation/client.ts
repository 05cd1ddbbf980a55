/** What a member's people do at their own node, over HTTP. */
export type Client = {
  /** Answers whether it was acknowledged; false also where nobody answered. */
  publish(objects: readonly object[]): Promise<boolean>;
  recall(object: string): Promise<boolean>;
  /** The text of all that the member reads, in all collections; undefined where its node does not answer. */
  readAll(): Promise<string | undefined>;
  /** The text of one object; undefined where the member has none. */
  read(collection: string, object: string): Promise<string | undefined>;
};

const taxii = 'application/taxii+json;version=2.1';

export function createClient(options: {
  readonly url: string;
  readonly token: string;
  readonly collection: string;
  readonly email: string;
  readonly password: string;
}): Client {
  const { url, token, collection, email, password } = options;
  const root = `${url}/taxii2/coalition/collections/`;
  const headers = { authorization: `Bearer ${token}`, accept: taxii };
  let cookie: string | undefined;

  async function signIn(): Promise<string> {
    const answer = await fetch(`${url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email, password }),
    });
    if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`);
    return answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
  }

  async function walk(id: string): Promise<string> {
    const texts: string[] = [];
    for (let next = ''; ; ) {
      const answer = await fetch(`${root}${id}/objects/?limit=1000${next}`, { headers });
      if (answer.status !== 200) throw new Error(`page answered ${answer.status}`);
      const text = await answer.text();
      texts.push(text);
      const page = JSON.parse(text) as { more?: boolean; next?: string };
      if (page.more !== true || page.next === undefined) return texts.join('\n');
      next = `&next=${encodeURIComponent(page.next)}`;
    }
  }

  return {
    async publish(objects) {
      const answer = await fetch(`${root}${collection}/objects/`, {
        method: 'POST',
        headers: { ...headers, 'content-type': taxii },
        body: JSON.stringify({ objects }),
      }).catch(() => undefined);
      if (answer?.status !== 202) return false;
      const { failures, failure_count } = (await answer.json()) as { failures?: object[]; failure_count?: number };
      if (failure_count !== 0) throw new Error(`refused: ${JSON.stringify(failures)}`);
      return true;
    },
    async recall(object) {
      try {
        cookie ??= await signIn();
        const answer = await fetch(`${url}/api/recalls`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: url, cookie },
          body: JSON.stringify({ object, reason: 'a source is in danger' }),
        });
        if (answer.status >= 500) return false;
        if (answer.status !== 201) throw new Error(`recall answered ${answer.status}: ${await answer.text()}`);
        return true;
      } catch (error) {
        if (error instanceof TypeError) return false;
        throw error;
      }
    },
    async readAll() {
      try {
        const answer = await fetch(root, { headers });
        const { collections = [] } = (await answer.json()) as { collections?: { id: string; can_read: boolean }[] };
        const texts: string[] = [];
        for (const { id, can_read } of collections) if (can_read) texts.push(await walk(id));
        return texts.join('\n');
      } catch (error) {
        if (error instanceof TypeError) return undefined;
        throw error;
      }
    },
    async read(id, object) {
      const answer = await fetch(`${root}${id}/objects/${object}/`, { headers }).catch(() => undefined);
      return answer?.status === 200 ? answer.text() : undefined;
    },
  };
}

/** What a member's people do at their own node, over HTTP. */
export type Client = {
  /** Answers whether it was acknowledged; false also where nobody answered. */
  publish(objects: readonly object[]): Promise<boolean>;
  recall(object: string): Promise<boolean>;
  /** A member leaves or comes back, as an administrator of the coalition decides; true also where it is so already. */
  decide(kind: 'leave' | 'return', member: string): Promise<boolean>;
  /** Whether this node's roster says that a member (its identity) has left. */
  knowsLeft(member: string): Promise<boolean>;
  /** The hashes of all rosters that this node took, and of the newest; undefined where nobody answers. */
  rosters(): Promise<{ readonly all: ReadonlySet<string>; readonly current: string | undefined } | undefined>;
  /** Begins anew after everything that could act for the member had ended; false where its node lets it not in. */
  enter(): Promise<boolean>;
  /** The text of all that the member reads, in all collections; undefined where its node does not answer. */
  readAll(): Promise<string | undefined>;
  /** The text of one object; undefined where the member has none. */
  read(collection: string, object: string): Promise<string | undefined>;
};

type Answer = { readonly status: number; readonly text: string };

const taxii = 'application/taxii+json;version=2.1';

export function createClient(options: {
  readonly url: string;
  readonly token: string;
  readonly collection: string;
  readonly email: string;
  readonly password: string;
}): Client {
  const { url, collection, email, password } = options;
  const root = `${url}/taxii2/coalition/collections/`;
  let { token } = options;
  let cookie: string | undefined;
  const headers = () => ({ authorization: `Bearer ${token}`, accept: taxii });

  async function signIn(): Promise<string | undefined> {
    const answer = await fetch(`${url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email, password }),
    });
    if (!answer.ok) return undefined;
    return answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
  }

  /** In a session; undefined where nobody answers or lets it in. */
  async function post(path: string, body: object): Promise<Answer | undefined> {
    try {
      cookie ??= await signIn();
      if (cookie === undefined) return undefined;
      const answer = await fetch(`${url}/api${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url, cookie },
        body: JSON.stringify(body),
      });
      if (answer.status >= 500) return undefined;
      return { status: answer.status, text: await answer.text() };
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  }

  /** In a session; undefined where nobody answers. */
  async function get(path: string): Promise<Response | undefined> {
    try {
      cookie ??= await signIn();
      const answer = await fetch(`${url}/api${path}`, { headers: { cookie: cookie ?? '' } });
      // Leaving ends sessions: the next question signs in anew.
      if (answer.status === 401) cookie = undefined;
      return answer;
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  }

  async function walk(id: string): Promise<string> {
    const texts: string[] = [];
    for (let next = ''; ; ) {
      const answer = await fetch(`${root}${id}/objects/?limit=1000${next}`, { headers: headers() });
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
        headers: { ...headers(), 'content-type': taxii },
        body: JSON.stringify({ objects }),
      }).catch(() => undefined);
      if (answer?.status !== 202) return false;
      const { failures, failure_count } = (await answer.json()) as { failures?: object[]; failure_count?: number };
      if (failure_count !== 0) throw new Error(`refused: ${JSON.stringify(failures)}`);
      return true;
    },
    async recall(object) {
      const answer = await post('/recalls', { object, reason: 'a source is in danger' });
      if (answer === undefined || answer.status === 201) return answer !== undefined;
      throw new Error(`recall answered ${answer.status}: ${answer.text}`);
    },
    async decide(kind, member) {
      const proposed = await post('/roster/proposals', { changes: [{ kind, member }] });
      if (proposed === undefined) return false;
      if (proposed.status === 409) return true;
      if (proposed.status !== 201) throw new Error(`proposal answered ${proposed.status}: ${proposed.text}`);
      const { hash } = JSON.parse(proposed.text) as { hash: string };
      const signed = await post(`/roster/proposals/${hash}/sign`, {});
      return signed?.status === 200 && (JSON.parse(signed.text) as { state: string }).state === 'accepted';
    },
    async knowsLeft(member) {
      const answer = await get(`/members/${member}`);
      return answer?.ok === true && ((await answer.json()) as { left?: string }).left !== undefined;
    },
    async rosters() {
      const answer = await get('/roster/versions');
      if (answer?.ok !== true) return undefined;
      const { versions } = (await answer.json()) as { versions: { hash: string }[] };
      return { all: new Set(versions.map(({ hash }) => hash)), current: versions[0]?.hash };
    },
    async enter() {
      cookie = undefined;
      const made = await post('/tokens', { label: 'workload', write: true });
      if (made?.status !== 201) return false;
      token = (JSON.parse(made.text) as { token: string }).token;
      return true;
    },
    async readAll() {
      try {
        const answer = await fetch(root, { headers: headers() });
        if (answer.status !== 200) return undefined;
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
      const answer = await fetch(`${root}${id}/objects/${object}/`, { headers: headers() }).catch(() => undefined);
      return answer?.status === 200 ? answer.text() : undefined;
    },
  };
}

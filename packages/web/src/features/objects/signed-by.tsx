import type { SignedBy as Message } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { signedByQuery } from '../../api/roster.ts';
import { Badge } from '../../ui/badge.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

/** Who stands for this version: with which key, whether that counts then and now, and which way it came. */
export function SignedBy({ id, version }: { id: string; version: string | undefined }) {
  const query = useQuery(signedByQuery(id, version));
  return (
    <Panel title="Signed by" bare>
      <QueryState query={query} lines={3}>
        {(found) => <Signature found={found} />}
      </QueryState>
    </Panel>
  );
}

function Signature({ found }: { found: Message }) {
  const { signer, key, signed, way, message } = found;
  return (
    <div className="space-y-2 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        {standing(found)}
        {signer && (
          <Link to="/members/$id" params={{ id: signer.id }} className="text-accent hover:underline">
            <SafeText>{signer.name}</SafeText>
          </Link>
        )}
      </p>
      <p className="text-ink-soft">
        <SafeText>{message}</SafeText>
      </p>
      {(signed || way) && (
        <dl className="space-y-2">
          {signed && (
            <div>
              <dt className="text-xs text-ink-faint">Signed</dt>
              <dd>
                <Time value={signed} form="full" />
              </dd>
            </div>
          )}
          {way && (
            <div>
              <dt className="text-xs text-ink-faint">Came</dt>
              <dd>{way.kind === 'here' ? 'Published on this node' : <Delivered way={way} />}</dd>
            </div>
          )}
          {key && (
            <div>
              <dt className="text-xs text-ink-faint">Key</dt>
              <dd>
                <Link to="/roster" className="tabular font-mono text-xs text-accent hover:underline" title={key.id}>
                  {key.fingerprint}
                </Link>
              </dd>
            </div>
          )}
        </dl>
      )}
    </div>
  );
}

function Delivered({ way }: { way: NonNullable<Message['way']> }) {
  return (
    <>
      <SafeText>{`Delivered by ${way.node ?? 'another node'}`}</SafeText>
      {way.received && (
        <>
          , <Time value={way.received} form="full" />
        </>
      )}
    </>
  );
}

function standing({ state, now }: Message) {
  if (state === 'pending') return <Badge>◷ Being signed</Badge>;
  if (state === 'unsigned') return <Badge tone="warn">○ Unsigned</Badge>;
  if (state === 'unsignable') return <Badge tone="warn">○ Not signed</Badge>;
  if (now === 'refused') return <Badge tone="danger">✕ Does not count</Badge>;
  return now === 'valid' ? <Badge tone="good">✓ Valid</Badge> : <Badge>✓ Valid when signed</Badge>;
}

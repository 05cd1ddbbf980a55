import { Choice, Input } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';

/** What passes to and from another node, and where it reaches this one. */
export function DirectionFields({ url }: { url: string | undefined }) {
  return (
    <>
      <fieldset>
        <legend className="sr-only">Directions</legend>
        <Choice name="sending" defaultChecked label="We send to it what its members may have" />
        <Choice name="receiving" defaultChecked label="We take from it what our members may have" />
      </fieldset>
      <Field label="Address of this node" hint={addressHint(url)}>
        {(control) => <Input {...control} name="url" type="url" placeholder={url ?? 'https://…'} />}
      </Field>
    </>
  );
}

/** What the other side will be told where nothing is said here. */
function addressHint(url: string | undefined): string {
  if (url === undefined) return 'At which the other side reaches it.';
  const { hostname } = new URL(url);
  const isThisMachine = /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
  return isThisMachine
    ? `The other side is told ${url}, which only this machine reaches: say the one that others reach.`
    : `The other side is told ${url}, unless you say another one here.`;
}

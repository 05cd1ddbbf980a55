import { Choice, Input } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';

/** What passes to and from another node, and where it reaches this one. */
export function DirectionFields() {
  return (
    <>
      <fieldset>
        <legend className="sr-only">Directions</legend>
        <Choice name="sending" defaultChecked label="We send to it what its members may have" />
        <Choice name="receiving" defaultChecked label="We take from it what our members may have" />
      </fieldset>
      <Field label="Address of this node" hint="Only where the other side reaches it by another one than you">
        {(control) => <Input {...control} name="url" type="url" placeholder="https://…" />}
      </Field>
    </>
  );
}

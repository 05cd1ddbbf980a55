import type { GivenStatement } from '@entente/server/api-types';
import { statementKinds } from '@entente/statements/statement';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { membersQuery } from '../../api/members.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, Input, Select } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { ClaimField, type Stance } from './claim-field.tsx';
import { NarrowerTermsField } from './narrower-terms-field.tsx';
import { type ChosenSpeaker, SpeakerField } from './speaker-field.tsx';

interface StatementDialogProps {
  /** What the machine proposes, or what was selected. */
  given: GivenStatement;
  quote: string;
  others: readonly { name: string; id?: string }[];
  /** Whether its terms can be chosen: what others confirm in a report stays with their own member. */
  isOwner: boolean;
  onClose: () => void;
  onConfirm: (statement: GivenStatement) => void;
}

/** Puts right what is proposed, or says what was overlooked. */
export function StatementDialog({ given, quote, others, isOwner, onClose, onConfirm }: StatementDialogProps) {
  const { data: members = [] } = useQuery(membersQuery);
  const [speaker, setSpeaker] = useState<ChosenSpeaker>({
    name: given.speakerName ?? '',
    newPerson: given.newPerson ?? false,
    ...(given.speaker ? { id: given.speaker } : {}),
  });
  const [kind, setKind] = useState(given.kind);
  const [said, setSaid] = useState(given.said ?? '');
  const [office, setOffice] = useState(given.office ?? '');
  const [spokenFor, setSpokenFor] = useState(given.spokenFor ?? '');
  const [negated, setNegated] = useState(given.negated ?? false);
  const [hedged, setHedged] = useState(given.hedged ?? false);
  const [claim, setClaim] = useState(given.claim ?? '');
  const [stance, setStance] = useState<Stance | ''>(given.stance ?? '');

  const [terms, setTerms] = useState(given.terms);

  function confirm(): void {
    const { proposal, source, cue, content, quantities } = given;
    onConfirm({
      source,
      cue,
      content,
      kind,
      negated,
      hedged,
      newPerson: speaker.newPerson && !speaker.id && speaker.name.trim() !== '',
      ...(quantities ? { quantities } : {}),
      ...(proposal ? { proposal } : {}),
      ...(said ? { said } : {}),
      ...(speaker.name.trim() ? { speakerName: speaker.name.trim() } : {}),
      ...(speaker.id ? { speaker: speaker.id } : {}),
      ...(office.trim() ? { office: office.trim() } : {}),
      ...(spokenFor ? { spokenFor } : {}),
      ...(claim ? { claim } : {}),
      ...(claim && stance ? { stance } : {}),
      ...(terms ? { terms } : {}),
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      form="sheet"
      title={given.proposal ? 'Correct' : 'Add a statement'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit" form="statement">
            Confirm
          </Button>
        </>
      }
    >
      <form
        id="statement"
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <blockquote className="border-l-2 border-accent pl-3 font-serif">
          <SafeText>{quote}</SafeText>
        </blockquote>
        <SpeakerField value={speaker} others={others} onChange={setSpeaker} />
        <div className="grid grid-cols-2 gap-3">
          <Field label="How">
            {(control) => (
              <Select {...control} value={kind} onChange={(event) => setKind(event.target.value)}>
                {[...new Set([kind, ...statementKinds])].map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="When">
            {(control) => (
              <Input {...control} type="date" value={said} onChange={(event) => setSaid(event.target.value)} />
            )}
          </Field>
        </div>
        <div className="grid grid-cols-2 gap-3">
          <Choice label="Not said so" checked={negated} onChange={(event) => setNegated(event.target.checked)} />
          <Choice label="Hedged" checked={hedged} onChange={(event) => setHedged(event.target.checked)} />
        </div>
        <Field label="Office">
          {(control) => <Input {...control} value={office} onChange={(event) => setOffice(event.target.value)} />}
        </Field>
        <Field label="Speaks for" hint="The member whose position that office tells">
          {(control) => (
            <Select {...control} value={spokenFor} onChange={(event) => setSpokenFor(event.target.value)}>
              <option value="">Nobody but himself or herself</option>
              {members.map(({ id, name }) => (
                <option key={id} value={id}>
                  {plainText(name)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <ClaimField
          content={quote}
          claim={claim}
          stance={stance}
          onChange={(chosen, says) => {
            setClaim(chosen);
            setStance(says);
          }}
        />
        {isOwner ? (
          <NarrowerTermsField value={terms} onChange={setTerms} />
        ) : (
          <p className="text-sm text-ink-soft">The report is another member’s: what you confirm stays with yours.</p>
        )}
      </form>
    </Dialog>
  );
}

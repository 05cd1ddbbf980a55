import { useRef, useState } from 'react';
import { useReleaseOptions } from '../../api/use-release-options.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { Button } from '../../ui/button.tsx';
import { Textarea } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { newParagraph, type ParagraphDraft, splitParagraph } from './paragraphs.ts';
import { PartTermsDialog } from './part-terms-dialog.tsx';
import type { PartTerms } from './terms-draft.ts';

interface ParagraphsEditorProps {
  paragraphs: ParagraphDraft[];
  onChange: (paragraphs: ParagraphDraft[]) => void;
}

/** The text of a report below its summary, each paragraph with terms of its own where it needs them. */
export function ParagraphsEditor({ paragraphs, onChange }: ParagraphsEditorProps) {
  const [asked, setAsked] = useState<string>();
  const places = useRef(new Map<string, number>());
  const change = (key: string, to: Partial<ParagraphDraft>) =>
    onChange(paragraphs.map((one) => (one.key === key ? { ...one, ...to } : one)));
  const setTerms = (key: string, terms: PartTerms | undefined) =>
    onChange(
      paragraphs.map((one) => {
        if (one.key !== key) return one;
        const { terms: _, ...rest } = one;
        return terms ? { ...rest, terms } : rest;
      }),
    );
  const index = paragraphs.findIndex((one) => one.key === asked);
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Paragraphs</legend>
      <p className="mb-2 text-xs text-ink-faint">
        Detail below the text above. Each paragraph can have terms of its own, so that partners get as much as they may.
      </p>
      <ol className="space-y-3">
        {paragraphs.map((paragraph, place) => (
          <li key={paragraph.key} className="border-l-3 border-line pl-3">
            <Textarea
              aria-label={`Paragraph ${place + 1}`}
              rows={4}
              value={paragraph.text}
              onChange={(event) => change(paragraph.key, { text: event.target.value })}
              onSelect={(event) => places.current.set(paragraph.key, event.currentTarget.selectionStart)}
              className="font-serif text-[1.0625rem] leading-relaxed"
            />
            <div className="mt-1 flex flex-wrap items-center gap-1.5">
              <Button size="sm" aria-haspopup="dialog" onClick={() => setAsked(paragraph.key)}>
                <Icon name="lock" className="size-3" />
                <span className="sr-only">{`Terms of paragraph ${place + 1}: `}</span>
                <TermsChip terms={paragraph.terms} />
              </Button>
              <Button
                size="sm"
                tone="quiet"
                disabled={paragraph.text.trim() === ''}
                onClick={() =>
                  onChange(splitParagraph(paragraphs, paragraph.key, places.current.get(paragraph.key) ?? 0))
                }
              >
                Split at the cursor
              </Button>
              <Button
                size="sm"
                tone="quiet"
                onClick={() => onChange(paragraphs.filter((one) => one.key !== paragraph.key))}
              >
                Remove
              </Button>
            </div>
          </li>
        ))}
      </ol>
      <Button size="sm" className="mt-2" onClick={() => onChange([...paragraphs, newParagraph()])}>
        <Icon name="plus" className="size-3" /> Add a paragraph
      </Button>
      {asked !== undefined && index >= 0 && (
        <PartTermsDialog
          title={`Terms of paragraph ${index + 1}`}
          terms={paragraphs[index]?.terms}
          onClose={() => setAsked(undefined)}
          onChoose={(terms) => setTerms(asked, terms)}
        />
      )}
    </fieldset>
  );
}

function TermsChip({ terms }: { terms: PartTerms | undefined }) {
  const options = useReleaseOptions();
  if (!terms) return 'As the whole';
  const name = (id: string) => options.find((option) => option.id === id)?.name ?? id;
  const only = terms.releasableTo.map(name).join(', ');
  const not = terms.notReleasableTo.map(name).join(', ');
  return (
    <>
      <TlpLabel level={terms.tlp} />
      <span className="max-w-56 truncate" title={plainText(only || not)}>
        <SafeText>{`${only && `only ${only}`}${only && not && ', '}${not && `not ${not}`}`}</SafeText>
      </span>
    </>
  );
}

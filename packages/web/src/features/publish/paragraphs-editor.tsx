import { useRef, useState } from 'react';
import type { PartTerms } from '../../release/terms-draft.ts';
import { TermsWords } from '../../release/terms-words.tsx';
import { Button } from '../../ui/button.tsx';
import { Textarea } from '../../ui/controls.tsx';
import { focusOnce } from '../../ui/focus-once.ts';
import { Icon } from '../../ui/icon.tsx';
import { newParagraph, type ParagraphDraft, splitParagraph } from './paragraphs.ts';
import { PartTermsDialog } from './part-terms-dialog.tsx';

interface ParagraphsEditorProps {
  paragraphs: ParagraphDraft[];
  onChange: (paragraphs: ParagraphDraft[]) => void;
}

/** The text of a report below its summary, each paragraph with terms of its own where it needs them. */
export function ParagraphsEditor({ paragraphs, onChange }: ParagraphsEditorProps) {
  const [asked, setAsked] = useState<string>();
  const places = useRef(new Map<string, number>());
  const added = useRef<string>(undefined);
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
  const add = () => {
    const paragraph = newParagraph();
    added.current = paragraph.key;
    onChange([...paragraphs, paragraph]);
  };
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
              ref={paragraph.key === added.current ? focusOnce : undefined}
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
                <span className="max-w-72 truncate">
                  {paragraph.terms ? <TermsWords terms={paragraph.terms} /> : 'As the whole'}
                </span>
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
      <Button size="sm" className="mt-2" onClick={add}>
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

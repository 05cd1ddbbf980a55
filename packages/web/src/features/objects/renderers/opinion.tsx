import { asText } from '../../../lib/read-value.ts';
import { opinionIndex, opinions } from '../../../stix/opinion.ts';
import { Prose } from '../../../stix/prose.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { FactsRow } from './facts-row.tsx';
import { ReferenceList } from './reference-list.tsx';
import type { BodyProps, Renderer } from './renderer.ts';
import { tagsOf } from './tags.tsx';

/** The five points in a row, the one held filled. */
function Scale({ held }: { held: number | undefined }) {
  const words = opinions.map((opinion) => opinion.replace('-', ' '));
  return (
    <div
      role="img"
      aria-label={held === undefined ? 'No known opinion' : `Opinion: ${words[held]}`}
      className="max-w-2xl"
    >
      <ol className="relative grid grid-cols-5 before:absolute before:inset-x-[10%] before:top-2 before:h-px before:bg-edge">
        {words.map((word, index) => (
          <li key={word} className="relative flex flex-col items-center gap-2 text-center">
            <span
              className={classNames(
                'size-4 rounded-full border-2',
                index === held ? 'border-accent bg-accent outline-4 outline-accent-soft' : 'border-edge bg-paper',
              )}
            />
            <span className={classNames('text-xs sm:text-sm', index === held ? 'font-semibold' : 'text-ink-faint')}>
              {word}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Body({ object }: BodyProps) {
  const explanation = asText(object.explanation);
  return (
    <>
      <Scale held={opinionIndex(object.opinion)} />
      {explanation && <Prose text={explanation} />}
      <FactsRow facts={{ Authors: tagsOf(object.authors) }} />
      <ReferenceList ids={object.object_refs} title="Opinion on" />
    </>
  );
}

export const opinionRenderer: Renderer = { Body, consumes: ['opinion', 'explanation', 'authors', 'object_refs'] };

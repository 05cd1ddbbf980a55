import { findAttributions } from './attributions/find-attributions.ts';
import { loadModels } from './attributions/load-models.ts';

export function extractStatements(text: string) {
  const { text: prepared, attributions } = findAttributions(text, loadModels());
  const { a } = prepared;
  const spans = (r: readonly { from: number; to: number }[]) =>
    r.map((x): [number, number] => [a.start[x.from] as number, a.end[x.to - 1] as number]);
  return attributions.map((x) => ({
    source: spans(x.source),
    cue: spans([x.cue]),
    content: spans(x.content),
    p: x.probability,
  }));
}

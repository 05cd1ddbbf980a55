import type { Graph } from '@entente/server/api-types';
import { useMemo } from 'react';
import { plainText } from '../../../lib/hostile-text.ts';
import { edgeLabel } from '../../../stix/edge-label.ts';
import { objectTitle } from '../../../stix/object-title.ts';
import { objectType } from '../../../stix/object-types.ts';
import { useWidth } from '../../../ui/use-width.ts';
import { layoutGraph } from './layout-graph.ts';

interface GraphPictureProps {
  graph: Graph;
  centre: string;
  onGoTo: (id: string) => void;
}

/** How the picture is drawn where there is room, and where there is not: nodes apart, room beside them, letters of a title. */
const wide = { stretch: { x: 2, y: 1 }, margin: 95, letters: 24 };
const narrow = { stretch: { x: 1, y: 1.5 }, margin: 55, letters: 15 };
/** Pixels from which on there is room. */
const enough = 600;
/** Pixels of the smallest letters. */
const smallest = 9.5;
/** Said by so many edges that it would only hide the others; the list beside says it. */
const unsaid = ['object', 'created by', 'created_by_ref', 'object_refs'];
function shorten(title: string, letters: number): string {
  const text = plainText(title);
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
}

/** The picture of one hop around the centre. For the mouse; the list beside it is the same for the keyboard. */
export function GraphPicture({ graph, centre, onGoTo }: GraphPictureProps) {
  const [frame, pixels] = useWidth<HTMLElement>();
  const { stretch, margin, letters } = pixels > 0 && pixels < enough ? narrow : wide;
  const points = useMemo(
    () =>
      layoutGraph(
        graph.nodes.map((node) => node.id),
        graph.edges,
        centre,
        stretch,
      ),
    [graph, centre, stretch],
  );
  const xs = [...points.values()].map((point) => point.x);
  const ys = [...points.values()].map((point) => point.y);
  const left = Math.min(-80 * stretch.x, ...xs) - margin;
  const top = Math.min(-110, ...ys) - 40;
  const width = Math.max(80 * stretch.x, ...xs) + margin - left;
  const height = Math.max(110, ...ys) + 50 - top;
  // Letters keep their size on the screen when a large graph is drawn small.
  const letter = pixels > 0 ? Math.max(11, (smallest * width) / pixels) : 11;
  const crowded = graph.nodes.length > 30;
  return (
    <figure ref={frame} className="min-w-0 rounded-lg border border-line bg-sheet">
      <svg
        viewBox={`${left} ${top} ${width} ${height}`}
        role="img"
        aria-label={`${graph.nodes.length - 1} objects around the centre; the list beside has the same`}
        className="block max-h-[36rem] w-full"
      >
        {graph.edges.map((edge) => {
          const from = points.get(edge.from);
          const to = points.get(edge.to);
          if (!from || !to) return null;
          return (
            <g key={`${edge.id}-${edge.from}-${edge.to}-${edge.label}`}>
              <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} className="graph-edge" />
              {graph.edges.length <= 40 && !unsaid.includes(edge.label) && (
                <text x={(from.x + to.x) / 2} y={(from.y + to.y) / 2} textAnchor="middle" className="graph-label">
                  {plainText(edgeLabel(edge.label))}
                </text>
              )}
            </g>
          );
        })}
        {graph.nodes.map((node) => {
          const point = points.get(node.id);
          if (!point) return null;
          const isCentre = node.id === centre;
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the list beside has the same as buttons
            <g
              key={node.id}
              className="graph-node"
              data-centre={isCentre}
              transform={`translate(${point.x} ${point.y})`}
              onClick={() => onGoTo(node.id)}
            >
              <title>{plainText(`${objectTitle(node)} (${objectType(node.type).singular})`)}</title>
              <circle r={isCentre ? 10 : 6.5} />
              <text y={(isCentre ? 12 : 8) + letter} fontSize={letter} textAnchor="middle" className="graph-title">
                {shorten(objectTitle(node), letters)}
              </text>
              {!crowded && (
                <text y={(isCentre ? 22 : 18) + letter} textAnchor="middle" className="graph-label">
                  {objectType(node.type).singular}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      {graph.more && (
        <figcaption className="border-t border-line px-4 py-2 text-xs text-ink-faint">
          There are more connections than are drawn here. Browse for the title to see all.
        </figcaption>
      )}
    </figure>
  );
}

import { classNames } from './class-names.ts';

/** Drawn on a grid of 16 with a stroke of 1.4; decorative always, so the text beside it must say what it means. */
const paths = {
  overview: 'M2.5 3.5h11M2.5 8h11M2.5 12.5h6',
  browse: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M10.3 10.3l3.4 3.4',
  report: 'M3.5 1.8h6l3 3v9.4h-9zM9.3 1.8v3.2h3.2M5.5 7.5h5M5.5 9.8h5M5.5 12h3',
  publish: 'M3 13h2.5l7.5-7.5-2.5-2.5L3 10.5V13M9 4.5L11.5 7',
  import: 'M8 2.5v7.5M4.8 7L8 10.2 11.2 7M2.5 13.5h11',
  export: 'M8 10.5V3M4.8 6L8 2.8 11.2 6M2.5 13.5h11',
  members:
    'M5.8 7.3a2.2 2.2 0 1 0 0-4.4a2.2 2.2 0 0 0 0 4.4M1.8 13c0-2.4 1.6-3.8 4-3.8s4 1.4 4 3.8M10.8 3.2a2.2 2.2 0 0 1 0 4M11.8 9.5c1.5.5 2.4 1.7 2.4 3.5',
  roster: 'M3.5 1.8h9v12.4h-9zM5.5 4.8h5M5.5 7.3h5M5.8 10.8l1.5 1.5L10.4 9.4',
  collections: 'M2.5 4.5h11v9h-11zM4 2.5h8M5 7.5h6',
  stand: 'M2 3h3v3H2zM6.5 3h3v3h-3zM11 3h3v3h-3zM2 10h3v3H2zM6.5 10h3v3h-3zM11 10h3v3h-3z',
  settings: 'M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 3v3M6 10v3',
  operator: 'M1.8 8.5h3l1.7-5 3 9 1.7-4h3',
  ledger: 'M3 2.5h10v11H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h2.5',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 4.5V8l2.5 2',
  condition: 'M8 2.5L13.5 8 8 13.5 2.5 8zM8 6v2.5M8 10.3v.01',
  'what-if': 'M3 4h3.5l3 8H13M9.5 4H13M11 2l2 2-2 2M11 10l2 2-2 2',
  close: 'M4 4l8 8M12 4l-8 8',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  warning: 'M8 2.5L14 13.5H2zM8 6.5v3.5M8 11.8v.01',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 7.2v3.8M8 5v.01',
  external: 'M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7M13.5 2.5L7.5 8.5',
  filter: 'M2 3.5h12L9.5 8.5v4l-3 1.5V8.5z',
  bookmark: 'M4 2.5h8v11L8 10.5l-4 3z',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 0 0 0-5.6M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  moon: 'M13 9.8A5.5 5.5 0 0 1 6.2 3a5.5 5.5 0 1 0 6.8 6.8z',
  screen: 'M2 3h12v8H2zM6 13.5h4M8 11v2.5',
  left: 'M9.8 3.5L5.3 8l4.5 4.5',
  right: 'M6.2 3.5L10.7 8l-4.5 4.5',
  down: 'M3.5 6.2L8 10.7l4.5-4.5',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  edit: 'M3 13h2.5l7.5-7.5-2.5-2.5L3 10.5V13',
  trash: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5v-2a2.5 2.5 0 0 1 5 0v2',
  bell: 'M8 2a4 4 0 0 0-4 4v3l-1.5 2.5h11L12 9V6a4 4 0 0 0-4-4M6.5 13.5a1.6 1.6 0 0 0 3 0',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8M8 6.3a1.7 1.7 0 1 0 0 3.4a1.7 1.7 0 0 0 0-3.4',
  signout: 'M6.5 2.5h-4v11h4M9.5 4.5L13 8l-3.5 3.5M13 8H6',
  graph:
    'M4 5.8a1.8 1.8 0 1 0 0-3.6a1.8 1.8 0 0 0 0 3.6M12 8.8a1.8 1.8 0 1 0 0-3.6a1.8 1.8 0 0 0 0 3.6M5 13.8a1.8 1.8 0 1 0 0-3.6a1.8 1.8 0 0 0 0 3.6M5.7 4.7l4.6 1.7M6.5 11.1l4-3',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      className={classNames('inline-block size-4 shrink-0', className)}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.2 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

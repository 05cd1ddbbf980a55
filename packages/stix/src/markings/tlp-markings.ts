import type { StixObject } from '../objects/stix-object.ts';

export type TlpLevel = 'clear' | 'green' | 'amber' | 'amber+strict' | 'red';

/** One of the standard marking definitions of the Traffic Light Protocol. */
export type TlpMarking = {
  /** 1: section 7.2.1 of STIX 2.1. 2: the TLP 2.0 extension that OASIS publishes. */
  readonly version: 1 | 2;
  readonly level: TlpLevel;
  /** `TLP:WHITE`, `TLP:AMBER+STRICT`... */
  readonly name: string;
  readonly definition: StixObject;
};

/** The extension by which TLP 2.0 markings say their level, in its property `tlp_2_0`. */
export const TLP_2_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

function tlp1(level: TlpLevel, word: string, uuid: string): TlpMarking {
  const name = `TLP:${word.toUpperCase()}`;
  const definition = {
    type: 'marking-definition',
    spec_version: '2.1',
    id: `marking-definition--${uuid}`,
    created: '2017-01-20T00:00:00.000Z',
    definition_type: 'tlp',
    name,
    definition: { tlp: word },
  };
  return { version: 1, level, name, definition };
}

function tlp2(level: TlpLevel, uuid: string): TlpMarking {
  const name = `TLP:${level.toUpperCase()}`;
  const definition = {
    type: 'marking-definition',
    spec_version: '2.1',
    id: `marking-definition--${uuid}`,
    created: '2022-10-01T00:00:00.000Z',
    name,
    extensions: { [TLP_2_EXTENSION]: { extension_type: 'property-extension', tlp_2_0: level } },
  };
  return { version: 2, level, name, definition };
}

const MARKINGS: readonly TlpMarking[] = [
  tlp1('clear', 'white', '613f2e26-407d-48c7-9eca-b8e91df99dc9'),
  tlp1('green', 'green', '34098fce-860f-48ae-8e50-ebd3cc5e41da'),
  tlp1('amber', 'amber', 'f88d31f6-486f-44da-b317-01333bde0b82'),
  tlp1('red', 'red', '5e57c739-391a-4eb3-b6be-7d15ca92d5ed'),
  tlp2('clear', '94868c89-83c2-464b-929b-a1a8aa3c8487'),
  tlp2('green', 'bab4a63c-aed9-4cf5-a766-dfca5abac2bb'),
  tlp2('amber', '55d920b0-5e8b-4f79-9ee9-91f868d9b421'),
  tlp2('amber+strict', '939a9414-2ddd-4d32-a0cd-375ea402b003'),
  tlp2('red', 'e828b379-4e03-4974-9ac4-e53a884c97c1'),
];

/** The only markings that count as TLP, by id. */
export const tlpMarkings: ReadonlyMap<string, TlpMarking> = new Map(
  MARKINGS.map((marking) => [marking.definition.id, marking]),
);

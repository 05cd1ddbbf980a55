/**
 * Leads sent to units, and requests for information. What they are about, answers to them, and the questions themselves
 * are objects, released like any other: here stands only who asked whom, and how far it is.
 */
export const leads = `
CREATE TABLE lead (
  lead INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- The id of the object, and the principal that owns it.
  object TEXT NOT NULL,
  originator INTEGER NOT NULL REFERENCES member,
  unit INTEGER NOT NULL REFERENCES unit,
  -- The member that sent it.
  sender INTEGER NOT NULL REFERENCES member,
  note TEXT,
  deadline TEXT,
  -- Identities of those whom the originator lets have answers too, as JSON.
  answers_to TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'acknowledged', 'answered', 'closed')),
  sent TEXT NOT NULL
) STRICT;
CREATE INDEX lead_by_unit ON lead (unit);
CREATE INDEX lead_by_sender ON lead (sender);

CREATE TABLE lead_message (
  lead_message INTEGER PRIMARY KEY,
  lead INTEGER NOT NULL REFERENCES lead,
  -- The member or unit that it comes from, and the person, where one is behind it.
  principal INTEGER NOT NULL REFERENCES principal,
  author TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('message', 'acknowledged', 'answer', 'closed')),
  text TEXT,
  -- The id of the sighting that answers.
  sighting TEXT,
  time TEXT NOT NULL
) STRICT;
CREATE INDEX lead_message_by_lead ON lead_message (lead);

CREATE TABLE request (
  -- The id of the note that asks.
  id TEXT PRIMARY KEY,
  asker INTEGER NOT NULL REFERENCES principal,
  deadline TEXT,
  asked TEXT NOT NULL,
  closed TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE request_asked (
  request TEXT NOT NULL REFERENCES request,
  principal INTEGER NOT NULL REFERENCES principal,
  PRIMARY KEY (request, principal)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_asked_by_principal ON request_asked (principal);

CREATE TABLE request_answer (
  -- The id of the note that answers.
  id TEXT PRIMARY KEY,
  request TEXT NOT NULL REFERENCES request,
  principal INTEGER NOT NULL REFERENCES principal,
  time TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX request_answer_by_request ON request_answer (request);
`;

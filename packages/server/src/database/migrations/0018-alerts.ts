/** What people asked to be told of, what there is to tell them, and what waits to be sent. Ids and digests only, no content. */
export const alertsSchema = `
CREATE TABLE alert_subscription (
  subscription INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
  -- What it is about, as JSON.
  watch TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('in-app', 'e-mail', 'webhook')),
  -- Where a webhook goes.
  address TEXT,
  created TEXT NOT NULL,
  -- Until which date added (microseconds) it has been looked.
  looked INTEGER NOT NULL,
  -- When its channel was given up, and why.
  stopped TEXT,
  problem TEXT
) STRICT;
CREATE INDEX alert_subscription_by_account ON alert_subscription (account);

CREATE TABLE alert (
  alert INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  subscription INTEGER NOT NULL REFERENCES alert_subscription ON DELETE CASCADE,
  -- What it tells of: an id, or a digest.
  key TEXT NOT NULL,
  -- known: was there when the subscription was made, and is told to nobody.
  state TEXT NOT NULL CHECK (state IN ('known', 'new', 'read')),
  time TEXT NOT NULL,
  UNIQUE (subscription, key)
) STRICT;
CREATE INDEX alert_by_key ON alert (key);

CREATE TABLE alert_delivery (
  delivery INTEGER PRIMARY KEY,
  -- By it a receiver knows a repetition.
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
  -- Null for mail, which tells of all of a person's subscriptions together.
  subscription INTEGER REFERENCES alert_subscription ON DELETE CASCADE,
  -- Milliseconds since 1970, as are the moments below.
  due INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  first_tried INTEGER
) STRICT;
CREATE INDEX alert_delivery_by_due ON alert_delivery (due);
CREATE INDEX alert_delivery_by_account ON alert_delivery (account);
CREATE INDEX alert_delivery_by_subscription ON alert_delivery (subscription);

CREATE TABLE alert_delivery_item (
  delivery INTEGER NOT NULL REFERENCES alert_delivery ON DELETE CASCADE,
  alert INTEGER NOT NULL REFERENCES alert ON DELETE CASCADE,
  PRIMARY KEY (delivery, alert)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_delivery_item_by_alert ON alert_delivery_item (alert);
`;

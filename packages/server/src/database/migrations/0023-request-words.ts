/** Requests for wider release and their answers, on their way to the node of whom they are for. */
export const requestWords = `
CREATE TABLE request_word (
  request_word INTEGER PRIMARY KEY,
  -- The next node on the way.
  peer INTEGER NOT NULL REFERENCES peer ON DELETE CASCADE,
  -- Identity of the member of this node in whose name it is signed when it is sent; null where it came signed.
  by TEXT,
  -- The object that is asked for: words about it go with it.
  object TEXT NOT NULL,
  -- The message as JSON, or the signed word.
  word TEXT NOT NULL
) STRICT;
CREATE INDEX request_word_by_peer ON request_word (peer, request_word);
CREATE INDEX request_word_by_object ON request_word (object);
CREATE TRIGGER request_word_forgets AFTER DELETE ON version BEGIN
  DELETE FROM request_word WHERE object = OLD.id;
END;
`;

-- Consultations as trees: a question follows an answer, an answer has versions.
CREATE TABLE dialogue (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL
) STRICT;

CREATE TABLE question (
  id TEXT PRIMARY KEY,
  dialogue_id TEXT NOT NULL REFERENCES dialogue(id) ON DELETE CASCADE,
  parent_answer_id TEXT,
  text TEXT NOT NULL,
  asked INTEGER NOT NULL
) STRICT;
CREATE INDEX question_by_dialogue ON question(dialogue_id, asked);

-- finish_reason is NULL while the answer is being written by the process named in owner.
CREATE TABLE answer (
  id TEXT PRIMARY KEY,
  question_id TEXT NOT NULL REFERENCES question(id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  text TEXT NOT NULL,
  finish_reason TEXT,
  provenance TEXT NOT NULL,
  timings TEXT NOT NULL,
  created INTEGER NOT NULL,
  sha256 TEXT,
  owner TEXT,
  UNIQUE (question_id, version)
) STRICT;

-- Which child of an answer or question is on screen.
CREATE TABLE choice (
  dialogue_id TEXT NOT NULL REFERENCES dialogue(id) ON DELETE CASCADE,
  parent TEXT NOT NULL,
  child TEXT NOT NULL,
  PRIMARY KEY (dialogue_id, parent)
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- Words are pairs of neighbouring characters, so that two-character Chinese words are found.
CREATE VIRTUAL TABLE words USING fts5(grams, dialogue_id UNINDEXED, source UNINDEXED, tokenize = "unicode61 remove_diacritics 2");
INSERT INTO words(words, rank) VALUES ('secure-delete', 1);

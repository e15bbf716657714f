-- Answers under review. The text is a copy, because marks count places in exactly these words.
CREATE TABLE review_answer (
  id TEXT PRIMARY KEY,
  question TEXT NOT NULL,
  text TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  way TEXT NOT NULL,
  department TEXT NOT NULL,
  model TEXT NOT NULL,
  adapter TEXT,
  precision TEXT NOT NULL,
  designer INTEGER NOT NULL,
  uncertainty REAL NOT NULL,
  added INTEGER NOT NULL
) STRICT;

CREATE TABLE review_reading (
  answer_id TEXT NOT NULL REFERENCES review_answer(id) ON DELETE CASCADE,
  reviewer TEXT NOT NULL,
  role TEXT NOT NULL,
  -- JSON objects of grades and state.
  grade TEXT NOT NULL,
  missing TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (answer_id, reviewer, role)
) STRICT;

CREATE TABLE review_mark (
  id TEXT PRIMARY KEY,
  answer_id TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  role TEXT NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  finish INTEGER NOT NULL CHECK (finish > start),
  kind TEXT NOT NULL,
  issue TEXT,
  severity TEXT,
  harm TEXT,
  comment TEXT NOT NULL,
  correction TEXT NOT NULL,
  author TEXT NOT NULL,
  made INTEGER NOT NULL,
  FOREIGN KEY (answer_id, reviewer, role) REFERENCES review_reading(answer_id, reviewer, role) ON DELETE CASCADE
) STRICT;
CREATE INDEX review_mark_by_reading ON review_mark(answer_id, reviewer, role);

CREATE TABLE review_ranking (
  id TEXT PRIMARY KEY,
  question TEXT NOT NULL,
  -- JSON arrays of ids and of places.
  answers TEXT NOT NULL,
  places TEXT NOT NULL,
  reason TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  seed INTEGER NOT NULL,
  made INTEGER NOT NULL
) STRICT;

CREATE TABLE reviewer (
  name TEXT PRIMARY KEY,
  field TEXT NOT NULL
) STRICT;

-- Who did what, when, and what was before. Only grows; each line's hash covers the line before it.
CREATE TABLE review_log (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  reviewer TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
CREATE TRIGGER review_log_is_not_changed BEFORE UPDATE ON review_log BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER review_log_is_not_cut BEFORE DELETE ON review_log BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;

-- The newest line. Written first in each step, so that steps of two processes stand one behind the other; lines cut off the end show.
CREATE TABLE review_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
INSERT INTO review_head(id, number, sha256) VALUES (1, 0, '');

-- One set of dialogues in a file of its own. It is written once, under another name, and never changed afterwards.
CREATE TABLE fact (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- What it was read from, in the order of reading.
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  format TEXT NOT NULL,
  encoding TEXT NOT NULL,
  conversations INTEGER NOT NULL,
  rejected INTEGER NOT NULL
) STRICT;

-- The first records that were not taken.
CREATE TABLE rejected (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;

CREATE TABLE department (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  conversations INTEGER NOT NULL
) STRICT;

-- Turns: JSON, [[question, answer], …]. The order of the ids is the order of the set.
CREATE TABLE conversation (
  id INTEGER PRIMARY KEY,
  department TEXT NOT NULL,
  turns TEXT NOT NULL
) STRICT;

-- Where dialogues come from that were made of disease sheets: JSON. Place: from 0, as dialogues are counted. Files of earlier programs lack it.
CREATE TABLE pair_source (
  place INTEGER PRIMARY KEY,
  source TEXT NOT NULL
) STRICT;

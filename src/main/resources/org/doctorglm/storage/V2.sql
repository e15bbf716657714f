-- What a hospital changed in the disease library, apart from its files. The newest version of an entry says how it is.
CREATE TABLE entry_version (
  entry_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  changed INTEGER NOT NULL,
  author TEXT NOT NULL,
  action TEXT NOT NULL,
  -- The entry before, and from then on: JSON of knowledge/disease.schema.json; NULL for none, and for what the files say.
  before TEXT,
  entry TEXT,
  hidden INTEGER NOT NULL,
  reviewer TEXT,
  reviewed INTEGER,
  PRIMARY KEY (entry_id, number)
) STRICT;

CREATE TABLE entry_note (
  entry_id TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  author TEXT NOT NULL,
  changed INTEGER NOT NULL
) STRICT;

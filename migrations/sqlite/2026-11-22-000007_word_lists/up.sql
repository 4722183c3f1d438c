-- Word lists and tables of places that were brought in beside those that ship: one row per source, in the form of the shipped files.
CREATE TABLE word_lists (
    kind TEXT NOT NULL, -- thesaurus, places
    source TEXT NOT NULL,
    content TEXT NOT NULL,
    entries INTEGER NOT NULL,
    imported_at TIMESTAMP NOT NULL,
    PRIMARY KEY (kind, source)
);

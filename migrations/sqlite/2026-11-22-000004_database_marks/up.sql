-- What happened to the database as a whole: when a copy was begun, when one was kept, when one was put back.
CREATE TABLE database_marks (
    mark TEXT PRIMARY KEY NOT NULL,
    at TIMESTAMP NOT NULL,
    detail TEXT -- of a copy: the fingerprint of the secret that its links were made with
);

-- The erasures, for the ledger beside the database.
CREATE INDEX audit_deed ON audit (deed, at);

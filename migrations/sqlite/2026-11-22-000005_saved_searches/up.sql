-- Searches that somebody asked to get by mail, without an account.

CREATE TABLE saved_searches (
    id BLOB PRIMARY KEY NOT NULL,
    municipality_id BLOB NOT NULL REFERENCES municipalities (id),
    email TEXT, -- NULL once it is stopped
    criteria TEXT NOT NULL, -- the parameters of /werk, in a fixed order; empty once it is stopped
    rhythm TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    confirmed_at TIMESTAMP,
    stopped_at TIMESTAMP,
    mailed_through TIMESTAMP NOT NULL, -- what was published until then has been looked at
    due_at TIMESTAMP, -- when it is looked at again; NULL unless it is confirmed
    last_sent_at TIMESTAMP,
    ask_again_at TIMESTAMP, -- when it is asked whether the mail is still wanted
    asked_again_at TIMESTAMP, -- when that was asked, while nobody has answered
    version INTEGER NOT NULL DEFAULT 1
);
-- The same search twice is one row. (A stopped one has no address: NULL differs from NULL.)
CREATE UNIQUE INDEX saved_searches_same ON saved_searches (municipality_id, email, criteria);
CREATE INDEX saved_searches_email ON saved_searches (email);
CREATE INDEX saved_searches_due ON saved_searches (state, due_at);
CREATE INDEX saved_searches_asked_again ON saved_searches (state, ask_again_at);

-- Mail to somebody who is known by a search only. (Without a reference: a search that nobody confirms is deleted.)
ALTER TABLE outbox ADD COLUMN recipient_saved_search BLOB;
CREATE INDEX outbox_saved_search ON outbox (recipient_saved_search);

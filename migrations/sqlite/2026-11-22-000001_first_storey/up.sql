-- The first storey: municipalities, accounts, employers, listings with revisions, interests,
-- and the ground under them: audit, change log, outbox, form results, job marks.
-- Portable column types: identifiers are 16 bytes, codes and JSON are text, instants are UTC to the microsecond.

CREATE TABLE municipalities (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL UNIQUE,
    brand TEXT NOT NULL,
    tagline TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL
);

CREATE TABLE employers (
    id BLOB PRIMARY KEY NOT NULL,
    municipality_id BLOB NOT NULL REFERENCES municipalities (id),
    name TEXT NOT NULL,
    kvk TEXT,
    place TEXT,
    postcode TEXT,
    website TEXT,
    about TEXT,
    verification TEXT NOT NULL,
    refusal TEXT,
    source TEXT, -- of an import; then the pair (source, source_name) finds it again
    source_name TEXT,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
);
-- One KVK number can have several establishments, but not two of the same name.
CREATE UNIQUE INDEX employers_kvk_name ON employers (municipality_id, kvk, name);
CREATE UNIQUE INDEX employers_source ON employers (municipality_id, source, source_name);
CREATE INDEX employers_verification ON employers (municipality_id, verification, created_at);

CREATE TABLE accounts (
    id BLOB PRIMARY KEY NOT NULL,
    municipality_id BLOB NOT NULL REFERENCES municipalities (id),
    role TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE, -- lower case
    name TEXT NOT NULL,
    phone TEXT,
    employer_id BLOB REFERENCES employers (id),
    mail_mode TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX accounts_employer ON accounts (employer_id);
CREATE INDEX accounts_role ON accounts (municipality_id, role);

-- A log-in link: its token is an HMAC over the id, so nothing here opens a door.
CREATE TABLE login_links (
    id BLOB PRIMARY KEY NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    next_path TEXT,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX login_links_account ON login_links (account_id, created_at);

CREATE TABLE sessions (
    id BLOB PRIMARY KEY NOT NULL,
    token_hash BLOB NOT NULL UNIQUE, -- SHA-256 of the cookie's token
    account_id BLOB NOT NULL REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_account ON sessions (account_id);

CREATE TABLE listings (
    id BLOB PRIMARY KEY NOT NULL,
    municipality_id BLOB NOT NULL REFERENCES municipalities (id),
    employer_id BLOB NOT NULL REFERENCES employers (id),
    code TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    live_revision_id BLOB,
    title TEXT NOT NULL,
    positions INTEGER NOT NULL,
    filled INTEGER NOT NULL DEFAULT 0,
    closes_on DATE,
    published_at TIMESTAMP,
    source TEXT,
    source_identifier TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX listings_source ON listings (municipality_id, source, source_identifier);
CREATE INDEX listings_status ON listings (status, closes_on);
CREATE INDEX listings_employer ON listings (employer_id, status);

CREATE TABLE listing_revisions (
    id BLOB PRIMARY KEY NOT NULL,
    listing_id BLOB NOT NULL REFERENCES listings (id),
    state TEXT NOT NULL,
    content TEXT NOT NULL, -- JSON of domain::listing::ListingContent
    prepared_by BLOB REFERENCES accounts (id),
    imported BOOLEAN NOT NULL, -- written by an import; anything else was written by a person
    submitted_at TIMESTAMP,
    reason TEXT,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX listing_revisions_listing ON listing_revisions (listing_id, created_at);
CREATE INDEX listing_revisions_state ON listing_revisions (state, submitted_at);

CREATE TABLE interests (
    id BLOB PRIMARY KEY NOT NULL,
    municipality_id BLOB NOT NULL REFERENCES municipalities (id),
    listing_id BLOB REFERENCES listings (id),
    name TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    message TEXT,
    reaction TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT,
    answer_text TEXT,
    answered_by BLOB REFERENCES accounts (id),
    answered_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX interests_open ON interests (municipality_id, state, created_at);
CREATE INDEX interests_listing ON interests (listing_id);
CREATE INDEX interests_email ON interests (email);

-- What was done, by whom, to what. Append-only.
CREATE TABLE audit (
    id BLOB PRIMARY KEY NOT NULL,
    at TIMESTAMP NOT NULL,
    account_id BLOB,
    role TEXT NOT NULL, -- of a person, or 'anonymous' or 'system'
    deed TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    municipality_id BLOB,
    detail TEXT
);
CREATE INDEX audit_subject ON audit (subject_kind, subject_id, at);

-- The change log. The row lock on the counter makes seq gapless and in the order of commits.
CREATE TABLE change_counter (
    id INTEGER PRIMARY KEY NOT NULL,
    last_seq BIGINT NOT NULL
);
INSERT INTO change_counter (id, last_seq) VALUES (1, 0);
CREATE TABLE changes (
    seq BIGINT PRIMARY KEY NOT NULL,
    change_id BLOB NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    at TIMESTAMP NOT NULL
);

CREATE TABLE outbox (
    id BLOB PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL, -- JSON of domain::notification::Notification: ids only
    recipient_account BLOB REFERENCES accounts (id),
    recipient_interest BLOB REFERENCES interests (id),
    dedup_key TEXT NOT NULL UNIQUE,
    bundle_id BLOB, -- the digest that this row is gathered under
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at TIMESTAMP NOT NULL, -- the date of the mail, the same at every try
    not_before TIMESTAMP NOT NULL,
    lease_token BLOB,
    lease_until TIMESTAMP,
    last_error TEXT,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX outbox_due ON outbox (state, not_before);
CREATE INDEX outbox_bundle ON outbox (bundle_id);

-- The first result of every submitted form, so that a double post answers it again.
CREATE TABLE form_results (
    form_id BLOB PRIMARY KEY NOT NULL,
    location TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);

-- When a job that runs once a day last ran.
CREATE TABLE job_marks (
    job TEXT PRIMARY KEY NOT NULL,
    day DATE NOT NULL
);

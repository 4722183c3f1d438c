-- The match: candidates, who opened their files, proposals, agreements to share, introductions, placements.

CREATE TABLE candidates (
    id BYTEA PRIMARY KEY NOT NULL,
    municipality_id BYTEA NOT NULL REFERENCES municipalities (id),
    code TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL, -- without accents and capitals: what a search compares
    email TEXT,
    phone TEXT,
    profile TEXT NOT NULL, -- JSON of domain::candidate::Profile: what may be shared once the person agrees
    private TEXT NOT NULL, -- JSON of domain::candidate::Private: facts, limits, birth date
    begeleider_id BYTEA REFERENCES accounts (id),
    source TEXT,
    source_identifier TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX candidates_source ON candidates (municipality_id, source, source_identifier);
CREATE INDEX candidates_state ON candidates (municipality_id, state, begeleider_id);
CREATE INDEX candidates_email ON candidates (email);

-- Who opened a file, in which role, and what for. Append-only; gone when the file is erased.
CREATE TABLE candidate_access (
    id BYTEA PRIMARY KEY NOT NULL,
    candidate_id BYTEA NOT NULL REFERENCES candidates (id),
    at TIMESTAMP NOT NULL,
    account_id BYTEA,
    role TEXT NOT NULL, -- of a person, or 'anonymous' (the link of an introduction) or 'system'
    purpose TEXT NOT NULL
);
CREATE INDEX candidate_access_candidate ON candidate_access (candidate_id, at);

CREATE TABLE proposals (
    id BYTEA PRIMARY KEY NOT NULL,
    municipality_id BYTEA NOT NULL REFERENCES municipalities (id),
    candidate_id BYTEA NOT NULL REFERENCES candidates (id),
    listing_id BYTEA NOT NULL REFERENCES listings (id),
    employer_id BYTEA NOT NULL REFERENCES employers (id),
    status TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposer_id BYTEA REFERENCES accounts (id),
    score INTEGER NOT NULL,
    candidate_version INTEGER NOT NULL,
    revision_id BYTEA NOT NULL REFERENCES listing_revisions (id),
    override_reason TEXT,
    overridden TEXT NOT NULL, -- JSON: codes of the knock-outs that somebody went over
    reviewer_id BYTEA REFERENCES accounts (id), -- a named substitute; NULL is any netwerker
    postponed_until DATE,
    question TEXT,
    answer TEXT,
    reject_reason TEXT,
    note TEXT,
    lapse_reason TEXT,
    decided_by BYTEA REFERENCES accounts (id),
    decided_at TIMESTAMP,
    waiting_since TIMESTAMP NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX proposals_pair ON proposals (candidate_id, listing_id);
CREATE INDEX proposals_waiting ON proposals (municipality_id, status, waiting_since);
CREATE INDEX proposals_listing ON proposals (listing_id, status);

CREATE TABLE sharing_consents (
    id BYTEA PRIMARY KEY NOT NULL,
    municipality_id BYTEA NOT NULL REFERENCES municipalities (id),
    proposal_id BYTEA NOT NULL REFERENCES proposals (id),
    candidate_id BYTEA NOT NULL REFERENCES candidates (id),
    state TEXT NOT NULL,
    shown TEXT NOT NULL, -- JSON of domain::sharing::SharedProfile: exactly what the employer sees
    candidate_version INTEGER NOT NULL,
    revision_id BYTEA NOT NULL REFERENCES listing_revisions (id), -- the text that the candidate read
    deadline DATE NOT NULL,
    channel TEXT,
    noted_by BYTEA REFERENCES accounts (id),
    asked_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX sharing_consents_proposal ON sharing_consents (proposal_id, asked_at);
CREATE INDEX sharing_consents_candidate ON sharing_consents (candidate_id, state);
CREATE INDEX sharing_consents_state ON sharing_consents (state, deadline);

CREATE TABLE introductions (
    id BYTEA PRIMARY KEY NOT NULL,
    municipality_id BYTEA NOT NULL REFERENCES municipalities (id),
    proposal_id BYTEA NOT NULL REFERENCES proposals (id),
    consent_id BYTEA NOT NULL UNIQUE REFERENCES sharing_consents (id),
    candidate_id BYTEA NOT NULL REFERENCES candidates (id),
    listing_id BYTEA NOT NULL REFERENCES listings (id),
    employer_id BYTEA NOT NULL REFERENCES employers (id),
    status TEXT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP,
    answered_at TIMESTAMP,
    answered_by BYTEA REFERENCES accounts (id),
    refusal TEXT,
    words TEXT,
    later_until DATE,
    recall TEXT,
    recalled_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX introductions_status ON introductions (municipality_id, status, due_at);
CREATE INDEX introductions_employer ON introductions (employer_id, status);
CREATE INDEX introductions_candidate ON introductions (candidate_id);
CREATE INDEX introductions_proposal ON introductions (proposal_id);

CREATE TABLE placements (
    id BYTEA PRIMARY KEY NOT NULL,
    municipality_id BYTEA NOT NULL REFERENCES municipalities (id),
    candidate_id BYTEA NOT NULL REFERENCES candidates (id),
    employer_id BYTEA REFERENCES employers (id),
    employer_name TEXT NOT NULL,
    listing_id BYTEA REFERENCES listings (id),
    introduction_id BYTEA REFERENCES introductions (id),
    status TEXT NOT NULL,
    kind TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    hours INTEGER, -- a week, in hundredths
    outflow TEXT NOT NULL,
    benefit_since DATE,
    ended_on DATE,
    end_reason TEXT,
    source TEXT,
    source_identifier TEXT,
    recorded_by BYTEA REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX placements_source ON placements (municipality_id, source, source_identifier);
CREATE INDEX placements_status ON placements (municipality_id, status, starts_on);
CREATE INDEX placements_candidate ON placements (candidate_id, starts_on);

-- A reviewer's personal interests: he judges nothing that concerns them.
CREATE TABLE personal_ties (
    id BYTEA PRIMARY KEY NOT NULL,
    account_id BYTEA NOT NULL REFERENCES accounts (id),
    candidate_id BYTEA REFERENCES candidates (id),
    employer_id BYTEA REFERENCES employers (id),
    at TIMESTAMP NOT NULL
);
CREATE INDEX personal_ties_account ON personal_ties (account_id);

-- How far a job that runs once has followed the change log.
CREATE TABLE job_positions (
    job TEXT PRIMARY KEY NOT NULL,
    seq BIGINT NOT NULL
);

-- Who judges in a reviewer's place.
CREATE TABLE substitutes (
    account_id BYTEA PRIMARY KEY NOT NULL REFERENCES accounts (id),
    substitute_id BYTEA NOT NULL REFERENCES accounts (id)
);

-- Mail to a candidate, who may have no account.
ALTER TABLE outbox ADD COLUMN recipient_candidate BYTEA REFERENCES candidates (id);

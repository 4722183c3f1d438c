-- Mail that did not arrive: the addresses that take none, and when a mail came back.

-- No address is stored: the key is an HMAC of it with the secret of the installation.
CREATE TABLE suppressed_addresses (
    address_hash BYTEA PRIMARY KEY NOT NULL,
    municipality_id BYTEA NOT NULL REFERENCES municipalities (id),
    outbox_id BYTEA NOT NULL, -- the mail that showed it
    status TEXT NOT NULL, -- RFC 3463, as "5.1.1"
    since TIMESTAMP NOT NULL
);
CREATE INDEX suppressed_addresses_outbox ON suppressed_addresses (outbox_id);

-- The state of such a mail is 'dead': a version of the program that knows no bounces reads it as what it is.
ALTER TABLE outbox ADD COLUMN returned_at TIMESTAMP;
CREATE INDEX outbox_candidate ON outbox (recipient_candidate);

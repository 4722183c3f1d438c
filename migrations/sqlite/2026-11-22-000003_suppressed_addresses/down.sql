DROP INDEX outbox_candidate;
ALTER TABLE outbox DROP COLUMN returned_at;
DROP TABLE suppressed_addresses;

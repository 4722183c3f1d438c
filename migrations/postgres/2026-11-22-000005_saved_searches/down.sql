DELETE FROM outbox WHERE recipient_saved_search IS NOT NULL;
DROP INDEX outbox_saved_search;
ALTER TABLE outbox DROP COLUMN recipient_saved_search;
DROP TABLE saved_searches;

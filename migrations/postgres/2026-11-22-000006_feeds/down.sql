ALTER TABLE municipalities DROP COLUMN indeed;

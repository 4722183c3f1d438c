-- Whether vacancies go to Indeed: the municipality decides, and after that each employer per listing.
ALTER TABLE municipalities ADD COLUMN indeed BOOLEAN NOT NULL DEFAULT FALSE;

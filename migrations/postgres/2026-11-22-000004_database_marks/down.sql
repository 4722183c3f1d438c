DROP INDEX audit_deed;
DROP TABLE database_marks;

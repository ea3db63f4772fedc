-- The audit log is only written at its end; only what retention has cut off may be removed from its beginning.

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
WHEN old.sequence > coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'audit-cut'), 0)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_grows_at_its_end BEFORE INSERT ON audit
WHEN new.sequence <= coalesce((SELECT max(sequence) FROM audit), 0)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE INDEX audit_by_action ON audit (action);

BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE assessment (
	id TEXT NOT NULL, 
	facility_id TEXT NOT NULL, 
	rubric_id TEXT NOT NULL, 
	rubric_version TEXT NOT NULL, 
	rubric_digest TEXT NOT NULL, 
	invented BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "assessment" VALUES('a1','facility-of-a1','peer-integration','0.1.0','d1',0,'2026-03-02 09:30:00.123456');
CREATE TABLE draft (
	assessment_id TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	field TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	author TEXT NOT NULL, 
	device TEXT NOT NULL, 
	id TEXT NOT NULL, 
	value TEXT NOT NULL, 
	bases TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	ord BIGINT NOT NULL, 
	PRIMARY KEY (assessment_id, subject, field, owner, author, device), 
	FOREIGN KEY(assessment_id) REFERENCES assessment (id), 
	CONSTRAINT draft_value CHECK (length(value) <= 60000)
);
INSERT INTO "draft" VALUES('a1','standard/A','finding','','ana','tablet','d1','Bie','[]','2026-03-02 09:30:00.123456',3);
CREATE TABLE entry (
	taken INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	assessment_id TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	field TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	value TEXT NOT NULL, 
	bases TEXT NOT NULL, 
	author TEXT NOT NULL, 
	device TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	ord BIGINT NOT NULL, 
	FOREIGN KEY(assessment_id) REFERENCES assessment (id), 
	CONSTRAINT entry_id UNIQUE (id), 
	CONSTRAINT entry_value CHECK (length(value) <= 60000)
);
INSERT INTO "entry" VALUES(1,'e1','a1','facility','name','','Maison bleue','[]','ana','tablet','2026-03-02 09:30:00.123456',0);
INSERT INTO "entry" VALUES(2,'e2','a1','criterion/A1','level','ana','3','[]','ana','tablet','2026-03-02 09:30:00.123456',0);
INSERT INTO "entry" VALUES(3,'e3','a1','criterion/A1','level','ana','2','["e2"]','ana','tablet','2026-03-02 09:35:00.123456',4);
CREATE TABLE installation (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "installation" VALUES('person','p1');
INSERT INTO "installation" VALUES('installation','i1');
CREATE TABLE person (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "person" VALUES('p1','Ana','2026-03-02 09:00:00.000000');
CREATE TABLE profile (
	assessment_id TEXT NOT NULL, 
	facility TEXT NOT NULL, 
	country TEXT NOT NULL, 
	form TEXT NOT NULL, 
	state TEXT NOT NULL, 
	started TEXT NOT NULL, 
	ended TEXT NOT NULL, 
	PRIMARY KEY (assessment_id), 
	FOREIGN KEY(assessment_id) REFERENCES assessment (id)
);
INSERT INTO "profile" VALUES('a1','Maison bleue','','','','','');
CREATE TABLE release (
	assessment_id TEXT NOT NULL, 
	audience TEXT NOT NULL, 
	citation TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	language TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (assessment_id, audience, citation, kind, language), 
	FOREIGN KEY(assessment_id) REFERENCES assessment (id)
);
INSERT INTO "release" VALUES('a1','facility','PRA-0000000-0000000-0000000','pdf','en','2026-03-02 09:45:00.000000');
CREATE TABLE tombstone (
	assessment_id TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (assessment_id, subject), 
	FOREIGN KEY(assessment_id) REFERENCES assessment (id), 
	CONSTRAINT tombstone_subject CHECK (subject LIKE 'informant/_%' OR subject LIKE 'urgent/_%')
);
INSERT INTO "tombstone" VALUES('a1','informant/S01-KXB','2026-03-02 09:40:00.000000');
INSERT INTO "tombstone" VALUES('a1','urgent/X01-KXB','2026-03-02 09:50:00.000000');
CREATE INDEX entry_of_assessment ON entry (assessment_id, subject, field);
CREATE INDEX entry_of_field ON entry (subject, field);
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry WHEN NOT EXISTS (SELECT 1 FROM tombstone t WHERE t.assessment_id = OLD.assessment_id AND (t.subject = OLD.subject OR (substr(t.subject, 1, 10) = 'informant/' AND substr(OLD.subject, 1, length(substr(t.subject, 11)) + 8) = 'answer/' || substr(t.subject, 11) || '/') OR (substr(t.subject, 1, 10) = 'informant/' AND substr(OLD.subject, 1, length(substr(t.subject, 11)) + 6) = 'said/' || substr(t.subject, 11) || '/') OR (substr(t.subject, 1, 7) = 'urgent/' AND substr(OLD.subject, 1, length(substr(t.subject, 8)) + 13) = 'urgent_step/' || substr(t.subject, 8) || '/') OR (substr(t.subject, 1, 7) = 'urgent/' AND substr(OLD.subject, 1, length(substr(t.subject, 8)) + 14) = 'urgent_check/' || substr(t.subject, 8) || '/'))) BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END;
CREATE TRIGGER entry_not_withdrawn BEFORE INSERT ON entry WHEN EXISTS (SELECT 1 FROM tombstone t WHERE t.assessment_id = NEW.assessment_id AND (t.subject = NEW.subject OR (substr(t.subject, 1, 10) = 'informant/' AND substr(NEW.subject, 1, length(substr(t.subject, 11)) + 8) = 'answer/' || substr(t.subject, 11) || '/') OR (substr(t.subject, 1, 10) = 'informant/' AND substr(NEW.subject, 1, length(substr(t.subject, 11)) + 6) = 'said/' || substr(t.subject, 11) || '/') OR (substr(t.subject, 1, 7) = 'urgent/' AND substr(NEW.subject, 1, length(substr(t.subject, 8)) + 13) = 'urgent_step/' || substr(t.subject, 8) || '/') OR (substr(t.subject, 1, 7) = 'urgent/' AND substr(NEW.subject, 1, length(substr(t.subject, 8)) + 14) = 'urgent_check/' || substr(t.subject, 8) || '/'))) BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER draft_not_withdrawn BEFORE INSERT ON draft WHEN EXISTS (SELECT 1 FROM tombstone t WHERE t.assessment_id = NEW.assessment_id AND (t.subject = NEW.subject OR (substr(t.subject, 1, 10) = 'informant/' AND substr(NEW.subject, 1, length(substr(t.subject, 11)) + 8) = 'answer/' || substr(t.subject, 11) || '/') OR (substr(t.subject, 1, 10) = 'informant/' AND substr(NEW.subject, 1, length(substr(t.subject, 11)) + 6) = 'said/' || substr(t.subject, 11) || '/') OR (substr(t.subject, 1, 7) = 'urgent/' AND substr(NEW.subject, 1, length(substr(t.subject, 8)) + 13) = 'urgent_step/' || substr(t.subject, 8) || '/') OR (substr(t.subject, 1, 7) = 'urgent/' AND substr(NEW.subject, 1, length(substr(t.subject, 8)) + 14) = 'urgent_check/' || substr(t.subject, 8) || '/'))) BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER release_no_update BEFORE UPDATE ON release BEGIN SELECT RAISE(ABORT, 'release is append-only'); END;
CREATE TRIGGER release_no_delete BEFORE DELETE ON release BEGIN SELECT RAISE(ABORT, 'release is append-only'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('entry',3);
COMMIT;

"""The tables of a workspace. A migration is never edited after its release; each has a golden file in the tests.

Columns of JSON carry no ``CHECK (json_valid(…))``: with ``trusted_schema`` off, SQLite before 3.41 refuses its JSON functions
in a schema. What is written there comes from one encoder and is decoded into typed values.
"""

from sqlite_utils import Database, Migrations

from app.domain.canonical import digest

APPLICATION_ID = 0x44495054
"""“DIPT”: tells a workspace from any other SQLite file."""

USER_VERSION = 7
"""Raised with each migration, so that an older program can tell a newer file by its header alone."""

migrations = Migrations("diptych")


@migrations()
def m001_workspace(db: Database) -> None:
    # Not executescript(): that would commit the transaction in which the migration is recorded.
    for statement in _WORKSPACE.split(";\n\n"):
        db.execute(statement)


@migrations()
def m002_packages(db: Database) -> None:
    for statement in _PACKAGES.split(";\n\n"):
        db.execute(statement)


@migrations()
def m003_unsealing(db: Database) -> None:
    db.execute(_UNSEALING)


@migrations()
def m004_repeats(db: Database) -> None:
    for statement in _REPEATS.split(";\n\n"):
        db.execute(statement)


@migrations()
def m005_task_state(db: Database) -> None:
    for statement in _TASK_STATE.split(";\n\n"):
        db.execute(statement)


@migrations()
def m006_task_lines(db: Database) -> None:
    for statement in _TASK_LINES.split(";\n\n"):
        db.execute(statement)


@migrations()
def m007_hashes_of_lines(db: Database) -> None:
    db.execute(_HASHES_OF_LINES)
    hash_lines(db)


def hash_lines(db: Database) -> None:
    """Give every task that has none the hash of its line."""
    last = 0
    while rows := db.execute(_WITHOUT_HASH, [last]).fetchall():
        hashed = [(digest(line.encode()), task) for task, line in rows]
        db.conn.executemany("UPDATE task SET line_sha256 = ? WHERE task = ?", hashed)
        last = rows[-1][0]


def known_migrations() -> tuple[str, ...]:
    """The names of all migrations that this version can apply."""
    empty = Database(memory=True, execute_plugins=False)
    try:
        return tuple(migration.name for migration in migrations.pending(empty))
    finally:
        empty.close()


def strange_parts(db: Database) -> tuple[str, ...]:
    """The tables, indexes, triggers and views of *db*, which is up to date, that no workspace has, or has otherwise."""
    ours = Database(memory=True, execute_plugins=False)
    try:
        migrations.apply(ours)
        return tuple(sorted({name for name, _ in _parts(db) ^ _parts(ours)}))
    finally:
        ours.close()


def _parts(db: Database) -> set[tuple[str, str]]:
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {(name, sql) for name, sql in rows if name != migrations.migrations_table and not name.startswith("sqlite_")}


_WORKSPACE = """
CREATE TABLE workspace (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    store_id TEXT NOT NULL,
    evaluator TEXT NOT NULL,
    last_opened INTEGER REFERENCES task (task)
) STRICT;

CREATE TABLE rubric (
    sha256 TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE task_set (
    name TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    rubric TEXT NOT NULL REFERENCES rubric (sha256),
    guidelines TEXT NOT NULL,
    policy TEXT NOT NULL,
    policy_sha256 TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    opened_at TEXT
) STRICT;

CREATE TABLE task (
    task INTEGER PRIMARY KEY,
    task_set TEXT NOT NULL REFERENCES task_set (name),
    task_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT,
    prompt TEXT NOT NULL,
    constraints TEXT NOT NULL,
    examples TEXT NOT NULL,
    context TEXT NOT NULL,
    tests TEXT,
    rubric TEXT NOT NULL REFERENCES rubric (sha256),
    candidates INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    line TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    UNIQUE (task_set, task_id)
) STRICT;

CREATE INDEX task_by_id ON task (task_id);

CREATE TABLE candidate (
    task INTEGER NOT NULL REFERENCES task (task),
    number INTEGER NOT NULL,
    candidate_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    model TEXT,
    PRIMARY KEY (task, number),
    UNIQUE (task, candidate_id)
) STRICT;

CREATE TABLE candidate_file (
    task INTEGER NOT NULL,
    candidate INTEGER NOT NULL,
    number INTEGER NOT NULL,
    path TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (task, candidate, number),
    FOREIGN KEY (task, candidate) REFERENCES candidate (task, number)
) STRICT;

CREATE TABLE blind_order (
    task INTEGER PRIMARY KEY REFERENCES task (task),
    candidates TEXT NOT NULL,
    seed TEXT NOT NULL,
    position_in_block INTEGER NOT NULL,
    algorithm TEXT NOT NULL,
    opened_at TEXT NOT NULL
) STRICT;

CREATE TABLE working_state (
    task INTEGER PRIMARY KEY REFERENCES task (task),
    draft TEXT,
    place TEXT,
    attention TEXT,
    is_flagged INTEGER NOT NULL DEFAULT 0 CHECK (is_flagged IN (0, 1)),
    kept_at TEXT
) STRICT;

CREATE TABLE event (
    event_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line TEXT NOT NULL,
    sha256 TEXT NOT NULL
) STRICT;

CREATE INDEX event_in_order ON event (store_id, seq);

CREATE TABLE event_subject (
    position INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL UNIQUE REFERENCES event (event_id),
    type TEXT NOT NULL,
    evaluator TEXT NOT NULL,
    task_set TEXT NOT NULL,
    task_id TEXT NOT NULL,
    judgment_id TEXT
) STRICT;

CREATE INDEX event_subject_by_task ON event_subject (task_set, task_id);

CREATE INDEX event_subject_by_judgment ON event_subject (judgment_id);

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
    SELECT raise(ABORT, 'the event log is append-only');
END;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN
    SELECT raise(ABORT, 'the event log is append-only');
END;
"""

_PACKAGES = """
CREATE TABLE own_log (
    store_id TEXT PRIMARY KEY
) STRICT;

INSERT INTO own_log SELECT store_id FROM workspace UNION SELECT store_id FROM event;

CREATE TRIGGER own_log_begins_with_the_workspace AFTER INSERT ON workspace
BEGIN
    INSERT INTO own_log (store_id) VALUES (NEW.store_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER own_log_begins_anew AFTER UPDATE OF store_id ON workspace
BEGIN
    INSERT INTO own_log (store_id) VALUES (NEW.store_id) ON CONFLICT DO NOTHING;
END;

CREATE TABLE outbox (
    package_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    package_seq INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    events INTEGER NOT NULL,
    head TEXT NOT NULL,
    data BLOB NOT NULL,
    made_at TEXT NOT NULL,
    sent_at TEXT,
    receipt BLOB,
    receipt_key TEXT,
    received_at TEXT
) STRICT;

CREATE TABLE received (
    package_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    package_seq INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    events INTEGER NOT NULL,
    head TEXT NOT NULL,
    key TEXT NOT NULL,
    accepted INTEGER NOT NULL,
    duplicate INTEGER NOT NULL,
    data BLOB NOT NULL,
    received_at TEXT NOT NULL
) STRICT;

CREATE INDEX received_of_store ON received (store_id);

CREATE TABLE trusted_key (
    key TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('evaluator', 'collector')),
    since TEXT NOT NULL,
    PRIMARY KEY (key, role)
) STRICT;
"""

_UNSEALING = """
CREATE TABLE unsealing (
    task_set TEXT PRIMARY KEY REFERENCES task_set (name),
    unsealed_at TEXT NOT NULL
) STRICT
"""

_REPEATS = """
ALTER TABLE event_subject ADD COLUMN occasion INTEGER NOT NULL DEFAULT 1 CHECK (occasion IN (1, 2));

CREATE TABLE repeat_order (
    task INTEGER PRIMARY KEY REFERENCES task (task),
    candidates TEXT NOT NULL,
    seed TEXT NOT NULL,
    position_in_block INTEGER NOT NULL,
    algorithm TEXT NOT NULL,
    opened_at TEXT NOT NULL
) STRICT;

CREATE TABLE repeat_state (
    task INTEGER PRIMARY KEY REFERENCES task (task),
    draft TEXT,
    place TEXT,
    attention TEXT,
    is_flagged INTEGER NOT NULL DEFAULT 0 CHECK (is_flagged IN (0, 1)),
    kept_at TEXT
) STRICT;
"""

# What it is filled with is what `task_state` keeps up to date, as that was when this came in.
_TASK_STATE = """
CREATE TABLE task_state (
    task INTEGER NOT NULL REFERENCES task (task),
    occasion INTEGER NOT NULL CHECK (occasion IN (1, 2)),
    state TEXT NOT NULL CHECK (state IN ('todo', 'draft', 'done', 'skipped')),
    is_flagged INTEGER NOT NULL CHECK (is_flagged IN (0, 1)),
    active_ms INTEGER,
    PRIMARY KEY (task, occasion)
) STRICT, WITHOUT ROWID;

CREATE INDEX task_state_by_time ON task_state (occasion, state, active_ms);

CREATE INDEX task_state_flagged ON task_state (task) WHERE is_flagged = 1;

CREATE INDEX task_by_set ON task (task_set);

INSERT INTO task_state
SELECT task, occasion,
       CASE WHEN last_event = 'skip' THEN 'skipped'
            WHEN has_draft THEN 'draft'
            WHEN last_judgment IN ('judgment', 'revision') THEN 'done'
            ELSE 'todo' END,
       is_flagged, active_ms
  FROM (SELECT opened.task, opened.occasion, draft IS NOT NULL AS has_draft, coalesce(is_flagged, 0) AS is_flagged,
               CASE WHEN json_valid(attention) THEN coalesce(json_extract(attention, '$.active_ms'), 0) END AS active_ms,
               (SELECT type FROM event_subject
                 WHERE event_subject.task_set = task.task_set AND event_subject.task_id = task.task_id
                   AND event_subject.occasion = opened.occasion AND evaluator = (SELECT evaluator FROM workspace)
                 ORDER BY position DESC LIMIT 1) AS last_event,
               (SELECT type FROM event_subject
                 WHERE event_subject.task_set = task.task_set AND event_subject.task_id = task.task_id
                   AND event_subject.occasion = opened.occasion AND evaluator = (SELECT evaluator FROM workspace)
                   AND judgment_id IS NOT NULL
                 ORDER BY position DESC LIMIT 1) AS last_judgment
          FROM (SELECT task, 1 AS occasion FROM working_state
                 UNION SELECT task, 1 FROM task JOIN event_subject USING (task_set, task_id)
                        WHERE occasion = 1 AND evaluator = (SELECT evaluator FROM workspace)
                 UNION SELECT task, 2 FROM repeat_order) AS opened
               JOIN task USING (task)
               LEFT JOIN (SELECT task, 1 AS occasion, draft, is_flagged, attention FROM working_state
                           UNION ALL SELECT task, 2, draft, is_flagged, attention FROM repeat_state) AS kept
                      USING (task, occasion));
"""

# A task's text is kept once, as it came; what stands beside it in a row is what the queue is listed and searched by.
_TASK_LINES = """
CREATE TABLE task_line (
    task INTEGER PRIMARY KEY REFERENCES task (task),
    line TEXT NOT NULL
) STRICT;

INSERT INTO task_line (task, line) SELECT task, line FROM task ORDER BY task;

DROP TABLE candidate_file;

DROP TABLE candidate;

DROP INDEX task_by_id;

ALTER TABLE task DROP COLUMN line;

ALTER TABLE task DROP COLUMN prompt;

ALTER TABLE task DROP COLUMN constraints;

ALTER TABLE task DROP COLUMN examples;

ALTER TABLE task DROP COLUMN context;

ALTER TABLE task DROP COLUMN tests
"""

# What is hashed with a task itself is what it shows; its line says whose its candidates are as well.
_HASHES_OF_LINES = "ALTER TABLE task ADD COLUMN line_sha256 TEXT NOT NULL DEFAULT ''"

_WITHOUT_HASH = """
SELECT task, line FROM task JOIN task_line USING (task) WHERE line_sha256 = '' AND task > ? ORDER BY task LIMIT 200
"""

PRAGMA application_id = 1145655380;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'diptych','m001_workspace','2026-11-24 13:09:31.854819+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'diptych','m002_packages','2026-11-24 15:02:20.763460+00:00');
CREATE TABLE blind_order (
    task INTEGER PRIMARY KEY REFERENCES task (task),
    candidates TEXT NOT NULL,
    seed TEXT NOT NULL,
    position_in_block INTEGER NOT NULL,
    algorithm TEXT NOT NULL,
    opened_at TEXT NOT NULL
) STRICT;
INSERT INTO "blind_order" VALUES(1,'["c2","c1"]','983d4b1eba9784faaf80b386ba733d8d89e98f6a589818b11f19a8296b0c6a72',0,'permuted-blocks/1','2026-01-01T00:00:02.000Z');
INSERT INTO "blind_order" VALUES(2,'["c1","c2"]','983d4b1eba9784faaf80b386ba733d8d89e98f6a589818b11f19a8296b0c6a72',1,'permuted-blocks/1','2026-01-01T00:00:05.000Z');
CREATE TABLE candidate (
    task INTEGER NOT NULL REFERENCES task (task),
    number INTEGER NOT NULL,
    candidate_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    model TEXT,
    PRIMARY KEY (task, number),
    UNIQUE (task, candidate_id)
) STRICT;
INSERT INTO "candidate" VALUES(1,0,'c1','2ff5f5b73b79baf991a11cf00ca251c8c436a9e4c768b907cd6c589211a87dec','sealed');
INSERT INTO "candidate" VALUES(1,1,'c2','44c0b96530c5b5ae35cf354031086291a47d867d2032d6647a079a905ae04702',NULL);
INSERT INTO "candidate" VALUES(2,0,'c1','2ff5f5b73b79baf991a11cf00ca251c8c436a9e4c768b907cd6c589211a87dec','sealed');
INSERT INTO "candidate" VALUES(2,1,'c2','44c0b96530c5b5ae35cf354031086291a47d867d2032d6647a079a905ae04702',NULL);
CREATE TABLE candidate_file (
    task INTEGER NOT NULL,
    candidate INTEGER NOT NULL,
    number INTEGER NOT NULL,
    path TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (task, candidate, number),
    FOREIGN KEY (task, candidate) REFERENCES candidate (task, number)
) STRICT;
INSERT INTO "candidate_file" VALUES(1,0,0,'','a + b
');
INSERT INTO "candidate_file" VALUES(1,1,0,'','sum((a, b))
');
INSERT INTO "candidate_file" VALUES(2,0,0,'','a + b
');
INSERT INTO "candidate_file" VALUES(2,1,0,'','sum((a, b))
');
CREATE TABLE event (
    event_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line TEXT NOT NULL,
    sha256 TEXT NOT NULL
) STRICT;
INSERT INTO "event" VALUES('01a20dad-0254-725e-9639-a90373ad7a47','01a20dad-024f-71dd-bac7-35605219278c',1,'{"about":{"judgment_id":"01a20dad-0254-725e-9639-a9024066aebb","note":"","reason":null,"task_id":"judged","task_set":"golden"},"at":"2026-01-01T00:00:04.000Z","evaluator":"e-16f92d210991","event_id":"01a20dad-0254-725e-9639-a90373ad7a47","judgment":{"candidates":[{"candidate_id":"c1","lines":1,"sha256":"2ff5f5b73b79baf991a11cf00ca251c8c436a9e4c768b907cd6c589211a87dec","slot":"B"},{"candidate_id":"c2","lines":1,"sha256":"44c0b96530c5b5ae35cf354031086291a47d867d2032d6647a079a905ae04702","slot":"A"}],"checklist":null,"checks":null,"evaluator":"e-16f92d210991","findings":[],"first_impression":null,"judgment_id":"01a20dad-0254-725e-9639-a9024066aebb","made_with":"window","occasion":1,"policy":{"sha256":"2b83fe782b0e45ffa36f37c8dbb9607d47831376470f063a263ee40b75106627","version":1},"presentation":{"algorithm":"permuted-blocks/1","files":null,"order":["c2","c1"],"position_in_block":0,"seed":"983d4b1eba9784faaf80b386ba733d8d89e98f6a589818b11f19a8296b0c6a72","unblinded":false,"views":[]},"program":{"name":"diptych","version":"0.1.0"},"rationale":{"bare_letters":null,"pasted_characters":0,"rendered":"The second one keeps an empty list from dividing by zero, which the task asks for in so many words. The second one keeps an empty list from dividing by zero, which the task asks for in so many words. ","sentence":"c1 is clearly better than c2, decided by correctness.","text":"The second one keeps an empty list from dividing by zero, which the task asks for in so many words. The second one keeps an empty list from dividing by zero, which the task asks for in so many words. ","words":40},"revision":1,"rubric":{"name":"code-comparison","sha256":"ebc694d8e14fff238914e6731c17640d6ecf4535dc4213bfeaf2aef84dbccd0d","version":1},"schema":"diptych/judgment/1","scores":{"c1":{"architectural_fit":{"note":"","score":3},"correctness":{"note":"","score":3},"edge_cases":{"note":"","score":3},"efficiency":{"note":"","score":3},"error_handling":{"note":"","score":3},"readability":{"note":"","score":3},"safety":{"note":"","score":3}},"c2":{"architectural_fit":{"note":"","score":3},"correctness":{"note":"","score":3},"edge_cases":{"note":"","score":3},"efficiency":{"note":"","score":3},"error_handling":{"note":"","score":3},"readability":{"note":"","score":3},"safety":{"note":"","score":3}}},"task":{"kind":"comparison","sha256":"8d993f900a1b83883ba4ddca44b30ab40bf892ae50e45769e66be57d90ce1be7","task_id":"judged","task_set":"golden","task_set_sha256":"4bf313f1182abfd6487973c9ae139523d8253421ecb0afe9a1b3aa8a30cc73d2"},"timing":{"active_ms":1000,"active_ms_by_candidate":null,"clock_suspect":false,"correction":null,"idle_ms":0,"lines_seen":null,"opened_at":"2026-01-01T00:00:02.000Z","submitted_at":"2026-01-01T00:00:04.000Z"},"verdict":{"acceptable":null,"confidence":3,"deciding_criterion":"correctness","gaps":[2],"none_acceptable":false,"outcome":"preference","ranking":[["c1"],["c2"]]}},"prev":"0000000000000000000000000000000000000000000000000000000000000000","seq":1,"store_id":"01a20dad-024f-71dd-bac7-35605219278c","type":"judgment"}','27faf7ea1934dd45ea3781d5c34d48e2565b8cb7d08b168ff4fb0ac5ec13fbd7');
CREATE TABLE event_subject (
    position INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL UNIQUE REFERENCES event (event_id),
    type TEXT NOT NULL,
    evaluator TEXT NOT NULL,
    task_set TEXT NOT NULL,
    task_id TEXT NOT NULL,
    judgment_id TEXT
) STRICT;
INSERT INTO "event_subject" VALUES(1,'01a20dad-0254-725e-9639-a90373ad7a47','judgment','e-16f92d210991','golden','judged','01a20dad-0254-725e-9639-a9024066aebb');
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
CREATE TABLE own_log (
    store_id TEXT PRIMARY KEY
) STRICT;
INSERT INTO "own_log" VALUES('01a20dad-024f-71dd-bac7-35605219278c');
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
CREATE TABLE rubric (
    sha256 TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;
INSERT INTO "rubric" VALUES('ebc694d8e14fff238914e6731c17640d6ecf4535dc4213bfeaf2aef84dbccd0d','{"criteria":[{"anchors":[[0,"Does not attempt the task."],[1,"Mostly wrong."],[2,"Wrong in common cases."],[3,"Wrong in rare cases."],[4,"A minor slip, no wrong result."],[5,"No fault found."]],"description":"Is the answer technically correct and complete for what the task asks?","label":"Correctness","name":"correctness","scale":[0,1,2,3,4,5],"short":"Correct"},{"anchors":[[0,"Cannot be read."],[1,"Only its author could change it."],[2,"Hard to follow in places that matter."],[3,"Understood after a second reading."],[4,"Clear, with a name or a comment to mend."],[5,"Reads as if the best of the team had written it."]],"description":"Can a colleague follow it at first reading: names, structure, comments that say why?","label":"Readability","name":"readability","scale":[0,1,2,3,4,5],"short":"Readable"},{"anchors":[[0,"Does not finish."],[1,"Unusable on usual sizes."],[2,"Slow on sizes that are usual."],[3,"Slow on sizes that are rare."],[4,"A small waste that nobody would notice."],[5,"Nothing worth saving."]],"description":"Does its cost in time, memory and round trips fit the sizes that the task will meet?","label":"Efficiency","name":"efficiency","scale":[0,1,2,3,4,5],"short":"Efficient"},{"anchors":[[0,"No failure is thought of."],[1,"Failures corrupt state."],[2,"A usual failure is swallowed or leaks."],[3,"A rare failure is swallowed or leaks."],[4,"A message or a type to mend."],[5,"Every failure is met where it should be."]],"description":"Do failures surface with their cause, release what was taken and leave the state whole?","label":"Error handling","name":"error_handling","scale":[0,1,2,3,4,5],"short":"Errors"},{"anchors":[[0,"Fails on the example of the task."],[1,"Only the sunny case works."],[2,"Several likely cases are missed."],[3,"One likely case is missed."],[4,"One unlikely case is missed, without harm."],[5,"All that come to mind are met."]],"description":"Are empty, largest, repeated, malformed and concurrent inputs met as the task wants?","label":"Edge cases","name":"edge_cases","scale":[0,1,2,3,4,5],"short":"Edges"},{"anchors":[[0,"Ignores the codebase."],[1,"Would need to be written again to fit."],[2,"Works around the codebase."],[3,"Repeats something that was there to use."],[4,"One convention to adjust."],[5,"Could be merged as it stands."]],"description":"Does it use what the codebase offers and follow its conventions, without needless rewriting?","label":"Architecture","name":"architectural_fit","scale":[0,1,2,3,4,5],"short":"Arch"},{"anchors":[[0,"Does harm when it is run."],[1,"Open to a simple attack."],[2,"Unsafe under likely circumstances."],[3,"Unsafe under unlikely circumstances."],[4,"A hardening is missing, without a way in."],[5,"No way to misuse it was found."]],"description":"Is it free of vulnerabilities, unsafe defaults, leaks of secrets and destructive side effects?","label":"Safety","name":"safety","scale":[0,1,2,3,4,5],"short":"Safety"}],"name":"code-comparison","sha256":"ebc694d8e14fff238914e6731c17640d6ecf4535dc4213bfeaf2aef84dbccd0d","version":1}');
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
INSERT INTO "task" VALUES(1,'golden','judged','comparison','Add two numbers.','python','Add two numbers.','[]','[]','[]',NULL,'ebc694d8e14fff238914e6731c17640d6ecf4535dc4213bfeaf2aef84dbccd0d',2,'8d993f900a1b83883ba4ddca44b30ab40bf892ae50e45769e66be57d90ce1be7','{"task_id": "judged", "prompt": "Add two numbers.", "language": "python", "candidates": [{"candidate_id": "c1", "model": "sealed", "code": "a + b\n"}, {"candidate_id": "c2", "code": "sum((a, b))\n"}]}','2026-01-01T00:00:01.000Z');
INSERT INTO "task" VALUES(2,'golden','drafted','comparison','Add two numbers.','python','Add two numbers.','[]','[]','[]',NULL,'ebc694d8e14fff238914e6731c17640d6ecf4535dc4213bfeaf2aef84dbccd0d',2,'8d993f900a1b83883ba4ddca44b30ab40bf892ae50e45769e66be57d90ce1be7','{"task_id": "drafted", "prompt": "Add two numbers.", "language": "python", "candidates": [{"candidate_id": "c1", "model": "sealed", "code": "a + b\n"}, {"candidate_id": "c2", "code": "sum((a, b))\n"}]}','2026-01-01T00:00:01.000Z');
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
INSERT INTO "task_set" VALUES('golden','4bf313f1182abfd6487973c9ae139523d8253421ecb0afe9a1b3aa8a30cc73d2','ebc694d8e14fff238914e6731c17640d6ecf4535dc4213bfeaf2aef84dbccd0d','','{"ask_acceptability":false,"finding_from_gap":0,"first_impression":false,"minimum_words":30,"neutral_first_look":false,"repeat_percent":0,"require_deciding_criterion":true,"required_criteria":"all","shuffle_tasks":false,"version":1}','2b83fe782b0e45ffa36f37c8dbb9607d47831376470f063a263ee40b75106627','2026-01-01T00:00:01.000Z','2026-01-01T00:00:06.000Z');
CREATE TABLE trusted_key (
    key TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('evaluator', 'collector')),
    since TEXT NOT NULL,
    PRIMARY KEY (key, role)
) STRICT;
CREATE TABLE working_state (
    task INTEGER PRIMARY KEY REFERENCES task (task),
    draft TEXT,
    place TEXT,
    attention TEXT,
    is_flagged INTEGER NOT NULL DEFAULT 0 CHECK (is_flagged IN (0, 1)),
    kept_at TEXT
) STRICT;
INSERT INTO "working_state" VALUES(2,'{"checks":[],"composition":null,"findings":[],"pasted_characters":0,"rationale":"Half a thought","scores":[],"verdict":{"acceptable":null,"confidence":null,"deciding_criterion":null,"gaps":[],"none_acceptable":false,"outcome":null,"ranking":[]}}','{"carets":[],"focus":"code","offset":0,"row":2,"slot":"A","text_position":0}','{"active_ms":5,"idle_ms":0,"views":[]}',1,'2026-01-01T00:00:07.000Z');
CREATE TABLE workspace (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    store_id TEXT NOT NULL,
    evaluator TEXT NOT NULL,
    last_opened INTEGER REFERENCES task (task)
) STRICT;
INSERT INTO "workspace" VALUES(1,'01a20dad-024f-71dd-bac7-35605219278c','e-16f92d210991',2);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX task_by_id ON task (task_id);
CREATE INDEX event_in_order ON event (store_id, seq);
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
CREATE TRIGGER own_log_begins_with_the_workspace AFTER INSERT ON workspace
BEGIN
    INSERT INTO own_log (store_id) VALUES (NEW.store_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER own_log_begins_anew AFTER UPDATE OF store_id ON workspace
BEGIN
    INSERT INTO own_log (store_id) VALUES (NEW.store_id) ON CONFLICT DO NOTHING;
END;
CREATE INDEX received_of_store ON received (store_id);
COMMIT;

PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('v1');
CREATE TABLE journal (
  version INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  recorded REAL NOT NULL,
  account TEXT NOT NULL,
  action TEXT NOT NULL,
  visit TEXT,
  detail TEXT NOT NULL
) STRICT;
INSERT INTO journal VALUES(1,'2026-11-23T07:00',1796119512.644858837,'ann','began',NULL,'');
INSERT INTO journal VALUES(2,'2026-11-23T12:00',1796119512.6553993224,'ann','confirmed',NULL,'');
INSERT INTO journal VALUES(3,'2026-11-23T12:00',1796119512.658463478,'ann','rolledOver',NULL,'');
CREATE TABLE change (
  part TEXT NOT NULL,
  version INTEGER NOT NULL REFERENCES journal (version),
  text TEXT,
  PRIMARY KEY (part, version)
) STRICT;
INSERT INTO change VALUES('site',1,replace('{\n  "format": "bayline.site/1",\n  "name": "Tiny",\n  "calendars": {\n    "week": {"weekly": {"mon": [["08:00", "12:00"], ["13:00", "17:00"]], "tue": [["08:00", "12:00"], ["13:00", "17:00"]], "wed": [["08:00", "12:00"], ["13:00", "17:00"]], "thu": [["08:00", "12:00"], ["13:00", "17:00"]], "fri": [["08:00", "12:00"], ["13:00", "17:00"]]}}\n  },\n  "hours": "week",\n  "booking": {"moveMinutes": 0, "partsLeadMinutes": 0, "reservePercent": 0},\n  "advisors": [\n    {"id": "S", "calendar": "week"},\n    {"id": "S2", "calendar": "week"}\n  ],\n  "bays": [\n    {"id": "B", "types": ["lift"]},\n    {"id": "B2", "types": ["lift"]},\n    {"id": "W", "types": ["wash"]}\n  ],\n  "technicians": [\n    {"id": "T", "skills": {"mech": 2}, "calendar": "week"},\n    {"id": "T2", "skills": {"mech": 2}, "calendar": "week"}\n  ],\n  "policy": {"deviation": 0, "stay": 0, "late": 0, "lateness": 0, "advisor": 0, "technician": 0, "original": 0, "handover": 0, "move": 0, "overskill": 0, "overload": 0, "balance": 0, "moved": 0, "kinds": {"return": {"drop": 20000, "delay": 0}, "recall": {"drop": 8000, "delay": 0}, "accident": {"drop": 5000, "delay": 0}, "repair": {"drop": 4000, "delay": 0}, "warranty": {"drop": 4000, "delay": 0}, "firstService": {"drop": 3000, "delay": 0}, "maintenance": {"drop": 3000, "delay": 0}, "inspection": {"drop": 1500, "delay": 0}}}\n}\n','\n',char(10)));
INSERT INTO change VALUES('settings',1,'{"days": 14, "catalogue": "", "slackIncentive": "", "directions": "", "phone": ""}');
INSERT INTO change VALUES('stock',1,'[]');
INSERT INTO change VALUES('head',1,'{"horizon": {"from": "2026-11-23", "days": 1, "carryOverDays": 1}}');
INSERT INTO change VALUES('visit/A',1,'{"position": 1, "status": "booked", "appointment": {"id": "A", "plate": "沪A·12345", "customer": "Wang Wei", "phone": "138-0013-8000", "kind": "repair", "operations": [{"id": "1", "minutes": 60, "bay": "lift", "trade": "mech", "level": 2}], "booked": {"arrival": "2026-11-23T08:00", "advisor": "S"}}, "assignment": {"appointment": "A", "arrival": "2026-11-23T08:00", "advisor": "S", "ready": "2026-11-23T09:30", "operations": [{"operation": "1", "bay": "B", "technicians": ["T"], "start": "2026-11-23T08:15", "end": "2026-11-23T09:15"}]}}');
INSERT INTO change VALUES('visit/B',1,'{"position": 2, "status": "arrived", "appointment": {"id": "B", "kind": "repair", "operations": [{"id": "1", "minutes": 60, "bay": "lift", "trade": "mech", "level": 2}], "arrived": "2026-11-22T16:00", "receivedBy": "S2"}, "assignment": {"appointment": "B", "ready": "2026-11-23T11:15", "operations": [{"operation": "1", "bay": "B2", "technicians": ["T2"], "start": "2026-11-23T10:00", "end": "2026-11-23T11:00"}]}}');
INSERT INTO change VALUES('visit/C',1,'{"position": 3, "status": "requested", "appointment": {"id": "C", "kind": "repair", "operations": [{"id": "1", "minutes": 60, "bay": "lift", "trade": "mech", "level": 2}]}, "unscheduled": {"appointment": "C", "reason": "capacity"}}');
INSERT INTO change VALUES('visit/A',2,'{"position": 1, "status": "confirmed", "appointment": {"id": "A", "plate": "沪A·12345", "customer": "Wang Wei", "phone": "138-0013-8000", "kind": "repair", "operations": [{"id": "1", "minutes": 60, "bay": "lift", "trade": "mech", "level": 2}], "booked": {"arrival": "2026-11-23T08:00", "advisor": "S"}}, "assignment": {"appointment": "A", "arrival": "2026-11-23T08:00", "advisor": "S", "ready": "2026-11-23T09:30", "operations": [{"operation": "1", "bay": "B", "technicians": ["T"], "start": "2026-11-23T08:15", "end": "2026-11-23T09:15"}]}}');
INSERT INTO change VALUES('visit/C',3,NULL);
CREATE TABLE part (
  part TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  text TEXT NOT NULL,
  FOREIGN KEY (part, version) REFERENCES change (part, version)
) STRICT;
INSERT INTO part VALUES('site',1,replace('{\n  "format": "bayline.site/1",\n  "name": "Tiny",\n  "calendars": {\n    "week": {"weekly": {"mon": [["08:00", "12:00"], ["13:00", "17:00"]], "tue": [["08:00", "12:00"], ["13:00", "17:00"]], "wed": [["08:00", "12:00"], ["13:00", "17:00"]], "thu": [["08:00", "12:00"], ["13:00", "17:00"]], "fri": [["08:00", "12:00"], ["13:00", "17:00"]]}}\n  },\n  "hours": "week",\n  "booking": {"moveMinutes": 0, "partsLeadMinutes": 0, "reservePercent": 0},\n  "advisors": [\n    {"id": "S", "calendar": "week"},\n    {"id": "S2", "calendar": "week"}\n  ],\n  "bays": [\n    {"id": "B", "types": ["lift"]},\n    {"id": "B2", "types": ["lift"]},\n    {"id": "W", "types": ["wash"]}\n  ],\n  "technicians": [\n    {"id": "T", "skills": {"mech": 2}, "calendar": "week"},\n    {"id": "T2", "skills": {"mech": 2}, "calendar": "week"}\n  ],\n  "policy": {"deviation": 0, "stay": 0, "late": 0, "lateness": 0, "advisor": 0, "technician": 0, "original": 0, "handover": 0, "move": 0, "overskill": 0, "overload": 0, "balance": 0, "moved": 0, "kinds": {"return": {"drop": 20000, "delay": 0}, "recall": {"drop": 8000, "delay": 0}, "accident": {"drop": 5000, "delay": 0}, "repair": {"drop": 4000, "delay": 0}, "warranty": {"drop": 4000, "delay": 0}, "firstService": {"drop": 3000, "delay": 0}, "maintenance": {"drop": 3000, "delay": 0}, "inspection": {"drop": 1500, "delay": 0}}}\n}\n','\n',char(10)));
INSERT INTO part VALUES('settings',1,'{"days": 14, "catalogue": "", "slackIncentive": "", "directions": "", "phone": ""}');
INSERT INTO part VALUES('stock',1,'[]');
INSERT INTO part VALUES('head',1,'{"horizon": {"from": "2026-11-23", "days": 1, "carryOverDays": 1}}');
INSERT INTO part VALUES('visit/A',2,'{"position": 1, "status": "confirmed", "appointment": {"id": "A", "plate": "沪A·12345", "customer": "Wang Wei", "phone": "138-0013-8000", "kind": "repair", "operations": [{"id": "1", "minutes": 60, "bay": "lift", "trade": "mech", "level": 2}], "booked": {"arrival": "2026-11-23T08:00", "advisor": "S"}}, "assignment": {"appointment": "A", "arrival": "2026-11-23T08:00", "advisor": "S", "ready": "2026-11-23T09:30", "operations": [{"operation": "1", "bay": "B", "technicians": ["T"], "start": "2026-11-23T08:15", "end": "2026-11-23T09:15"}]}}');
INSERT INTO part VALUES('visit/B',1,'{"position": 2, "status": "arrived", "appointment": {"id": "B", "kind": "repair", "operations": [{"id": "1", "minutes": 60, "bay": "lift", "trade": "mech", "level": 2}], "arrived": "2026-11-22T16:00", "receivedBy": "S2"}, "assignment": {"appointment": "B", "ready": "2026-11-23T11:15", "operations": [{"operation": "1", "bay": "B2", "technicians": ["T2"], "start": "2026-11-23T10:00", "end": "2026-11-23T11:00"}]}}');
CREATE TABLE visit (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  since INTEGER NOT NULL REFERENCES journal (version),
  version INTEGER NOT NULL REFERENCES journal (version),
  is_open INTEGER NOT NULL,
  plate TEXT NOT NULL,
  phone TEXT NOT NULL,
  customer TEXT NOT NULL,
  day TEXT,
  dated TEXT NOT NULL,
  status TEXT NOT NULL
) STRICT;
INSERT INTO visit VALUES(1,'A',1,2,1,'沪A12345','13800138000','wang wei','2026-11-23','2026-11-23','confirmed');
INSERT INTO visit VALUES(2,'B',1,1,1,'','','','2026-11-22','2026-11-22','arrived');
INSERT INTO visit VALUES(3,'C',1,1,0,'','','',NULL,'','requested');
CREATE INDEX journal_at ON journal (at);
CREATE INDEX journal_visit ON journal (visit) WHERE visit IS NOT NULL;
CREATE INDEX change_version ON change (version);
CREATE TRIGGER journal_kept BEFORE DELETE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER change_kept BEFORE DELETE ON change
  BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER change_fixed BEFORE UPDATE ON change
  BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE UNIQUE INDEX visit_open ON visit (id) WHERE is_open;
CREATE INDEX visit_id ON visit (id, version);
CREATE INDEX visit_day ON visit (day);
CREATE INDEX visit_dated ON visit (dated, version, plate, phone, customer, id);
PRAGMA application_id = 1112302699;
PRAGMA user_version = 1;
COMMIT;

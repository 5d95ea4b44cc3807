PRAGMA application_id = 1181904708;
BEGIN TRANSACTION;
CREATE TABLE absences (person TEXT PRIMARY KEY, since TEXT NOT NULL, words TEXT NOT NULL);
CREATE TABLE answered (
            person TEXT NOT NULL,
            key TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            stream TEXT NOT NULL,
            version INTEGER NOT NULL,
            status INTEGER NOT NULL,
            body BLOB NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (person, key)
        );
CREATE TABLE decided (
            referral TEXT NOT NULL,
            number INTEGER NOT NULL,
            at TEXT NOT NULL,
            policy TEXT NOT NULL,
            policy_id TEXT NOT NULL,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            first INTEGER NOT NULL,
            in_effect INTEGER NOT NULL,
            hours REAL NOT NULL,
            sender TEXT NOT NULL,
            route TEXT,
            recommended TEXT,
            lowered INTEGER NOT NULL,
            raised INTEGER NOT NULL,
            by_unknowns INTEGER NOT NULL,
            unknowns INTEGER NOT NULL,
            second_needed INTEGER NOT NULL,
            second_hours REAL,
            second_agrees INTEGER, closed_hours REAL,
            PRIMARY KEY (referral, number)
        );
INSERT INTO "decided" VALUES('20261123-5MCK',18,'2026-11-23T10:00:02+00:00','hallamshire@1.0','hallamshire','A manager','manager',1,1,1.001,'worry','assessment','assessment',0,0,0,0,0,NULL,NULL,NULL);
CREATE TABLE events (
            id INTEGER PRIMARY KEY,
            stream TEXT NOT NULL,
            number INTEGER NOT NULL,
            kind TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            content TEXT,
            salt BLOB,
            digest BLOB NOT NULL,
            link BLOB NOT NULL,
            UNIQUE (stream, number)
        );
INSERT INTO "events" VALUES(1,'20261123-5MCK',1,'referral_opened','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy":"hallamshire@1.0","received_at":"2026-11-23T09:00:00+00:00","practice":false,"reference":null}}',X'0A88023EBE6316631304984BEFE244DF',X'D43B978D1F9324C73B49BEE0172C3A2E56FF70C46EAF05CBAC5E83B96A8D6807',X'8647127CC0294BC104DC371E8E73F53631BA1676E0E5CF18C79B7843150D6C3D');
INSERT INTO "events" VALUES(2,'20261123-5MCK',2,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"kind","answer":"worry","previous":null,"lowering":null,"second_view":null}}',X'EB53043A85ECCA51582D823724A32AA3',X'49D590504ECB8D9391FC21BBCE591D2BC76DB05FBD67EB30A4F3CC836A83D7FC',X'8607DCB7DEC64332909CDB6A8040C9AE8822EEAF08C762DC1793BCE2D85B9F58');
INSERT INTO "events" VALUES(3,'20261123-5MCK',3,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"family_asks","answer":"no","previous":null,"lowering":null,"second_view":null}}',X'BDD0FECB7492A95C9F0C4B8D2300B305',X'68B1E92D08B6BA11F8ACF615CEDBD9B634EB0A324AD15975ECBABFC05B3E411A',X'B053EEAE987D8515338D80779A68897271477199E2233423CAB795134347ED2C');
INSERT INTO "events" VALUES(4,'20261123-5MCK',4,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"told_parents","answer":"no","previous":null,"lowering":null,"second_view":null}}',X'AE4EB91B6BC6B863358FD32D45DE1D09',X'223616BD0163147ABC60F2BA8F5496BD9B64E7BB6A51ABC2F23971892E7C6A72',X'BE3C11FEA6A09A05CC45D442882259FC39E6AAECA383F091E88E9A83917CE8E8');
INSERT INTO "events" VALUES(5,'20261123-5MCK',5,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"other_adults","answer":"no","previous":null,"lowering":null,"second_view":null}}',X'3A53C277601412DE936CB617C8880F73',X'B594AE8E7B2AA6BA97BC0C6EBFE0C974F81D3C8CB58B10AC07382D986F4C9767',X'0E785BCE167C3B8FB9D0CEB28B3503BF3B97E7CA7FF619BAA7436D50B727B380');
INSERT INTO "events" VALUES(6,'20261123-5MCK',6,'child_added','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"ref":"child-1","initials":null,"born":null,"case_system_id":null}}',X'16C2876258EAE9A4E564E1B27010B420',X'4C57C5D916E95E94411283B185FB1F846B81676CD7C8CC0B1E866551E17B127E',X'63D6F0AE7E995C3E5F7015338E0AFC250ECC36DB799CE3F96F985C2372291E4C');
INSERT INTO "events" VALUES(7,'20261123-5MCK',7,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"age","answer":"3 years","previous":null,"lowering":null,"second_view":null}}',X'BF7877ED71CC188CD1B8662175261D5B',X'906E8C010B05EA2B83A0B4814BBA45C44D81061F76849460F89E40865BF61030',X'4BA36E98AD9609B5EF27B509AD22195AE69491D46B32C9D26969FB00644330C8');
INSERT INTO "events" VALUES(8,'20261123-5MCK',8,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"bruise","answer":"yes","previous":null,"lowering":null,"second_view":null}}',X'6D9E192B86EF30B753A5E0705BED5E7F',X'1F257E3291E0EC4D91F7FC5A7DBA0FBCEB598FFAB310B58F1F1B4D16C93B18CD',X'4EAA4C0F585E4FE109A2B105853F95ACA143475E9812C764379678A716E37C02');
INSERT INTO "events" VALUES(9,'20261123-5MCK',9,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"hungry","answer":"no","previous":null,"lowering":null,"second_view":null}}',X'4474EAAC9FFE214F543B8EB86F894AA2',X'C93385128D2F38AA468BC1BE59B517696D2BCEFE67BD754D2917E9F8CBD2E2BE',X'D678F1AF0F671C4CD92B22A9B50068A25453F16E7F36622B1FAAF3BDF8C8E71D');
INSERT INTO "events" VALUES(10,'20261123-5MCK',10,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"signs","answer":{"value":[],"nothing_else":true},"previous":null,"lowering":null,"second_view":null}}',X'E411DF0CCF610C015C90EDA35DDCBDB6',X'697D48F44D19E6B6831A98A5023A0EB921EB5C9DBCA4A9140E51A7093661D315',X'52D8053B48C1FE832AC0D0C9689CE6C9392AA62CDB3F24CA43ACD7D027F95128');
INSERT INTO "events" VALUES(11,'20261123-5MCK',11,'adult_added','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"ref":"father","label":null}}',X'B11B3AB77B319477891E073AEEF2B104',X'1ABE37BBEBF5B8181453FB7F6D38F9BB7CC0444A11573B66E001B01F3FDB2A9E',X'0519A58D11F8F31FD72DE2F1053A1D1FF4FEA6297B22FCE0F3D5CC402DC04521');
INSERT INTO "events" VALUES(12,'20261123-5MCK',12,'recommended','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy_sha256":"6f5e81ca4a198994d07fe168eca4975578c450583ea06235871eefa2e607f07e","route":"assessment","rag":"amber","route_order":2,"rag_order":1,"provisional":true}}',X'4D7C241860E15E56721048CFD3ACBC05',X'B9809B7F8C3738133F934EA72DBBFC0F5EFCC26E8026C1A8F96D67A2B6BB6575',X'44B7CA69F13C95921EEE8877D257E261C54A01D16D1FC77505F5625ED59D66D3');
INSERT INTO "events" VALUES(13,'20261123-5MCK',13,'milestone_issued','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"timing":"decision","body":{"timing":"decision","what":"It is decided","children":["child-1"],"met_by":"decided","recurring":false,"clocks":[{"timing":"decision","what":"It is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'779F07DF13654E3EDC390F4665A22F5C',X'1E9B765EAD185C23E245154CD2C35B9BC2802575A241B65EBE2FF5F50615F697',X'824221C8AC731E9A6CAE889BC6C1E3E70654DC71788BD2F828BE33AF77A94080');
INSERT INTO "events" VALUES(14,'20261123-5MCK',14,'answered','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"father","question":"violent","answer":"yes","previous":null,"lowering":null,"second_view":null}}',X'DD8892DF7D27D37418F20A503D710A19',X'A22F9DC669D81ACF1F06986A1FB496973F81AE4CC4B91261BF03F999E57C1238',X'46F0D009707DE47DB8D402295B1EA47D42F17A7497447B089AC35D8931A5BCE3');
INSERT INTO "events" VALUES(15,'20261123-5MCK',15,'recommended','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy_sha256":"6f5e81ca4a198994d07fe168eca4975578c450583ea06235871eefa2e607f07e","route":"assessment","rag":"red","route_order":2,"rag_order":2,"provisional":false}}',X'7F64BB86573EB8250DC094EEEDC1AAFE',X'D5C8D1C3E068235034DC110EAD949391444B285B0690E3D2E9EED60EB2C6D223',X'F0D2012E1AA94EDBB3F14C058B23579F9A66E78F09C5979E1FC6A788DAD5C0CE');
INSERT INTO "events" VALUES(16,'20261123-5MCK',16,'milestone_issued','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"timing":"visit","body":{"timing":"visit","what":"A social worker sees the child again","children":["child-1"],"met_by":"child_seen","recurring":true,"clocks":[{"timing":"visit","what":"A social worker sees the child again","starts_on":"child_seen","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"6 weeks","due":"2027-01-04T23:59:00+00:00","met_by":"child_seen","source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'15FBA4DC62F96EE843BF9325B49912A6',X'0325E06D1E8F3FADCEEBE0D689D332878D6AE4EA980A1CDBC073F6BC65251D72',X'780117798160359635985BB0AC8DCAC0CA36D9393992B6B119827118DF713E04');
INSERT INTO "events" VALUES(17,'20261123-5MCK',17,'milestone_issued','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"timing":"decision_red","body":{"timing":"decision_red","what":"A red one is decided","children":["child-1"],"met_by":"decided","recurring":false,"clocks":[{"timing":"decision_red","what":"A red one is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"4 office hours","due":"2026-11-23T13:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'B827367239AF2449EB292F7FAD9E253B',X'5BFBD51B05B8FBD4BEBD196A329CB72DE86D04B50E578E1FCB7ADD36BD01716A',X'00BEB9512F5561FA657C0442CE361571E9B773FB848F7F42B2FE9A78A370539F');
INSERT INTO "events" VALUES(18,'20261123-5MCK',18,'decided','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"route":"assessment","rag":"red","route_order":2,"rag_order":2,"reasons":"The school and the aunt both saw it, and she is calm.","recommendation":{"policy":{"id":"hallamshire","version":"1.0","title":"Hallamshire: made up for tests of the record","sha256":"6f5e81ca4a198994d07fe168eca4975578c450583ea06235871eefa2e607f07e","status":"adopted","in_force":true},"route":"assessment","rag":"red","level_of_need":3,"start":null,"destination":"mash","not_a_referral":null,"provisional":false,"call_999":null,"floor":{"route":"assessment","rag":"red"},"ceiling":{"route":"assessment","rag":"red"},"says":[],"children":[{"ref":"child-1","route":"assessment","rag":"red","level_of_need":3,"start":null,"harm":[],"health_visiting_tier":null,"floor":{"route":"assessment","rag":"red"},"ceiling":{"route":"assessment","rag":"red"}}],"reasons":[{"rule":"violent-adult","child":"child-1","state":"applies","title":"A violent adult about","because":"Violence to anyone counts.","statutory":false,"gives":{"route":"assessment","rag":"red","contacts":["police"],"duties":["marac"]},"answers":[{"about":"father","question":"violent","answer":"yes","said_by":null}],"not_known":[],"source":[{"id":"our-judgement","at":null}]},{"rule":"bruised-child","child":"child-1","state":"applies","title":"A child with a bruise","because":"Somebody has to look at it.","statutory":false,"gives":{"route":"assessment","rag":"amber","contacts":["health_visitor"]},"answers":[{"about":"child-1","question":"bruise","answer":"yes","said_by":null}],"not_known":[],"source":[{"id":"our-judgement","at":null}]}],"required_contacts":[{"id":"parents","role":"The parents","agency":"family","unit":null,"children":["child-1"],"why":["They should hear it from us.","Assessment"],"tell":["What was said"],"ask":["What they say"],"record":["Their words"],"do_not_say":[],"safety":"","starts_on":"received","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]},{"id":"police","role":"The police","agency":"police","unit":null,"children":["child-1"],"why":["They hold what is known of violence.","A violent adult about"],"tell":["What was said"],"ask":["What is known"],"record":["The reference"],"do_not_say":[],"safety":"","starts_on":"received","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]},{"id":"health_visitor","role":"The named health visitor","agency":"health","unit":null,"children":["child-1"],"why":["They know the child.","A child with a bruise"],"tell":["What was said"],"ask":["When they saw the child"],"record":["Their name"],"do_not_say":[],"safety":"","starts_on":"passed_on","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","due":"2026-11-25T17:00:00+00:00","within":"2 working days","clocks":[{"timing":"hv","what":"The health visitor has answered","starts_on":"passed_on","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"5 working days","due":"2026-11-30T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]},{"timing":"hv_red","what":"The health visitor has been to see the child","starts_on":"passed_on","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"2 working days","due":"2026-11-25T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]}],"parallel_duties":[{"id":"marac","title":"MARAC","recipient":"The MARAC coordinator","basis":"Our protocol","ends_when":"It is on the list","children":["child-1"],"why":["A violent adult about"],"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}],"milestones":[{"timing":"visit","what":"A social worker sees the child again","starts_on":"child_seen","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"6 weeks","due":"2027-01-04T23:59:00+00:00","met_by":"child_seen","source":[{"id":"our-judgement","at":null}],"recurring":true,"children":["child-1"]},{"timing":"decision","what":"It is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}],"recurring":false,"children":["child-1"]},{"timing":"decision_red","what":"A red one is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"4 office hours","due":"2026-11-23T13:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}],"recurring":false,"children":["child-1"]}],"police_units":[],"police_units_because":[],"do_not":[],"warnings":[],"contradictions":[],"open_questions":[],"would_change":[],"next_questions":[]},"policy_sha256":"6f5e81ca4a198994d07fe168eca4975578c450583ea06235871eefa2e607f07e","libraries":{"front-door":"0.1.0","python":"3.11.7","holidays":"holidays 0.109"},"lowers":[],"lowering":null,"dropped":[],"second_view":null,"sent_by":"worry","point":"first_decision","value":null,"value_order":-1}}',X'66D89B585009CC60D3858D45C84F9ED3',X'36653AE29DE4A8E0B9468D535C3E350452618DD205CA152B8462D1E9AB3C7491',X'C3055AAE2E03D570CD3646F547DC7089D0BE57FCA0A04FDD7A05A01CD02EEC7D');
INSERT INTO "events" VALUES(19,'20261123-5MCK',19,'happened','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"event":"decided","at":"2026-11-23T10:00:02+00:00","contact":null}}',X'F416FC8B790AD2ADA6534BF1D32F0306',X'C10287ED166B3F3C00C3493EBF6F1BD7219C22D873EE92D613B6E303E9EDB0B6',X'CF5DC642EEB9CC1AD6FEA1A79318A2DFF43EEED9FDBC1FF5065ADF98719DA005');
INSERT INTO "events" VALUES(20,'20261123-5MCK',20,'contact_issued','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"contact":"parents","body":{"id":"parents","role":"The parents","agency":"family","unit":null,"children":["child-1"],"why":["They should hear it from us.","Assessment"],"tell":["What was said"],"ask":["What they say"],"record":["Their words"],"do_not_say":[],"safety":"","starts_on":"received","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]}}}',X'6C2AE056FC9E6488FC964CE5613F9D44',X'9FC3C920E0E348D27956D1849D81E2AF0CE34C38662AC64A66219EE8B522D3FF',X'B89BCF1000FA2DFA4B909EC3A72C32446D6E80CF1229A7953ABFE93408BD277F');
INSERT INTO "events" VALUES(21,'20261123-5MCK',21,'contact_issued','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"contact":"police","body":{"id":"police","role":"The police","agency":"police","unit":null,"children":["child-1"],"why":["They hold what is known of violence.","A violent adult about"],"tell":["What was said"],"ask":["What is known"],"record":["The reference"],"do_not_say":[],"safety":"","starts_on":"received","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]}}}',X'79D27185394D2A8698D54997BF5A4700',X'36F62235643DD623EA83BE6C168495BFE966137094B2F3A36C5EE29D155410F6',X'1323085212A2AB17D7B7FAE1B9C9F034D9AA1BDA0437C7DF9A85D1870BE62102');
INSERT INTO "events" VALUES(22,'20261123-5MCK',22,'contact_issued','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"contact":"health_visitor","body":{"id":"health_visitor","role":"The named health visitor","agency":"health","unit":null,"children":["child-1"],"why":["They know the child.","A child with a bruise"],"tell":["What was said"],"ask":["When they saw the child"],"record":["Their name"],"do_not_say":[],"safety":"","starts_on":"passed_on","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","due":"2026-11-25T17:00:00+00:00","within":"2 working days","clocks":[{"timing":"hv","what":"The health visitor has answered","starts_on":"passed_on","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"5 working days","due":"2026-11-30T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]},{"timing":"hv_red","what":"The health visitor has been to see the child","starts_on":"passed_on","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"2 working days","due":"2026-11-25T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]}}}',X'A6D50F162ED58F7818AB5F8CAE782658',X'8C477E2C412FBD201907519455722A083B222E366119D6A24DF56088C9457C51',X'E514860741B6940B8A3ABDD0411AA8ED080D2EEA18797DE22F7E5F366488E01E');
INSERT INTO "events" VALUES(23,'20261123-5MCK',23,'duty_issued','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"duty":"marac","body":{"id":"marac","title":"MARAC","recipient":"The MARAC coordinator","basis":"Our protocol","ends_when":"It is on the list","children":["child-1"],"why":["A violent adult about"],"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'E62EAD3BFDD0F3F8DB0672387F6260E2',X'CC0AC117A8FBE432F1BE30778076EBB1A9D44DF093C4B40CEC41D1237754E8C7',X'6DF6F26EA125B4A71C24C89DD4262E9D68775EF947D83D9A932534E4B240F267');
INSERT INTO "events" VALUES(24,'20261123-F6MY',1,'referral_opened','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy":"hallamshire@1.0","received_at":"2026-11-23T09:00:00+00:00","practice":false,"reference":null}}',X'5B79E2CB9545E880EDCB2405C3D4DEC9',X'093CEA2BCBF7C6F16D1A20D73FD662902208D735716BB72FCFE20D6DAE949663',X'F05FCF54BD0710009E736D7BD81DDBEFF2AA5D070666D39821ACF5E393025792');
INSERT INTO "events" VALUES(25,'20261123-F6MY',2,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"kind","answer":"worry","previous":null,"lowering":null,"second_view":null}}',X'63DA6B7A0189D4694727B8A2BF201863',X'694E8A483C7F181E518A9F3F2F3A76DF2696C9C7F80EB962D33A035B74D1B3E7',X'996E22C88CFF55010F7097BC797A9C0A4262F9173809A2F1F73DC70071C377C5');
INSERT INTO "events" VALUES(26,'20261123-F6MY',3,'child_added','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"ref":"child-1","initials":null,"born":null,"case_system_id":null}}',X'5B7B1A9CA3A61B81A3ECCCF0BF67CC95',X'8A0B6EB5E2EE080020814ADC8D026913ED75154876AEAD75A3F7F7AB187DC9FE',X'49AA45DB88F8270E35F9D42064674F780103E87B768CF76C90738FB737BD9858');
INSERT INTO "events" VALUES(27,'20261123-F6MY',4,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"age","answer":"8 months","previous":null,"lowering":null,"second_view":null}}',X'F1F315A8BABB8C0B2E401A4642F7C800',X'0DB2FB4678B8CB45B136C3E2942409B54212EE003F5CE81DB1DF1C4D460AFBB2',X'4D59EEE24D56FA223741945F1E789117E77648868293202E4E4AAF5C8DC43533');
INSERT INTO "events" VALUES(28,'20261123-F6MY',5,'recommended','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy_sha256":"6f5e81ca4a198994d07fe168eca4975578c450583ea06235871eefa2e607f07e","route":null,"rag":null,"route_order":-1,"rag_order":-1,"provisional":true}}',X'980B053C041056D1108C265F05954C82',X'0D0C5E5ECDFAC9E31B0BC68CDC26A813E3E4740F4DB47ABCA25DA7BC3A144D2B',X'24EAEE3B51B0375123860F82D518C393E62D9CD0059BCCC06B29608D7BA21585');
INSERT INTO "events" VALUES(29,'20261123-F6MY',6,'answered','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"bruise","answer":{"not_known":"nobody knows"},"previous":null,"lowering":null,"second_view":null}}',X'7E29FEFB70A12BF8BAA501707D996061',X'22BAF5B8ADB4426160CDA0C2C30332BBC7C92928FFAB07BCBA490F536339F3AE',X'5675A30857438F6FD2D7D72F43B40B58A28F01B28C50E8157485463BB064B3D2');
INSERT INTO "events" VALUES(30,'20261123-F6MY',7,'recommended','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy_sha256":"6f5e81ca4a198994d07fe168eca4975578c450583ea06235871eefa2e607f07e","route":"assessment","rag":"amber","route_order":2,"rag_order":1,"provisional":true}}',X'519DFC4058C9060F939177261983756B',X'56B59D9BEB49DADC434AB7B232954E97E2E5F966899CD547ADC439F92685F65B',X'E2D9EA569600CEC37E6288195E1AD175C92FEA3AABDF9F7F5DD8F4A55C25FBD9');
INSERT INTO "events" VALUES(31,'20261123-F6MY',8,'milestone_issued','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"timing":"decision","body":{"timing":"decision","what":"It is decided","children":["child-1"],"met_by":"decided","recurring":false,"clocks":[{"timing":"decision","what":"It is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'FD75276B36CA87898935CCDA675CB467',X'9DEB53C28C4460AA01797FB2E97A689DE9CACA9D174FCD5AE4F191136975C0C7',X'A058A9810B366C9F2103CB7777A5890C66509118B407FFED122380E78CA1BBBB');
INSERT INTO "events" VALUES(32,'-tokens',1,'token_added','2026-11-23T10:00:00+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"token":"t1","name":"A system","role":"worker","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}}',X'A346D65294F7FB68AA60D0117B050D01',X'CB5224C32E05A92C9DD54CBD5B7E54FFD678292615858FCB7D5BD362807C3BC4',X'F89C41FD57BF63B259983559094E04BB4EB908E6B312B28B8EA76613177DBDE1');
CREATE TABLE gaps (
            policy_id TEXT NOT NULL,
            at TEXT NOT NULL,
            sender TEXT NOT NULL,
            question TEXT NOT NULL,
            referral TEXT NOT NULL,
            PRIMARY KEY (policy_id, at, sender, question, referral)
        ) WITHOUT ROWID;
CREATE TABLE handles (
            referral TEXT NOT NULL,
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (referral, kind, value)
        );
CREATE TABLE items (
            referral TEXT NOT NULL,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            what TEXT NOT NULL,
            whose TEXT NOT NULL,
            agency TEXT,
            owner TEXT,
            since TEXT NOT NULL,
            started TEXT NOT NULL,
            clock TEXT,
            due TEXT,
            done TEXT,
            ended TEXT,
            held_back INTEGER NOT NULL,
            late INTEGER,
            PRIMARY KEY (referral, id)
        );
INSERT INTO "items" VALUES('20261123-5MCK','contact:parents','contact','The parents','ours','family','A worker','2026-11-23T10:00:02+00:00','2026-11-23T09:00:00+00:00','told','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-5MCK','contact:police','contact','The police','ours','police','A worker','2026-11-23T10:00:02+00:00','2026-11-23T09:00:00+00:00','told','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-5MCK','contact:health_visitor','contact','The named health visitor','ours','health','A worker','2026-11-23T10:00:02+00:00','2026-11-23T09:00:00+00:00','hv_red','2026-11-25T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-5MCK','duty:marac','duty','MARAC','ours',NULL,'A worker','2026-11-23T10:00:02+00:00','2026-11-23T09:00:00+00:00','told','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-5MCK','milestone:decision','milestone','It is decided','ours',NULL,'A worker','2026-11-23T10:00:00+00:00','2026-11-23T09:00:00+00:00','decision','2026-11-24T17:00:00+00:00','2026-11-23T10:00:02+00:00',NULL,0,0);
INSERT INTO "items" VALUES('20261123-5MCK','milestone:visit','milestone','A social worker sees the child again','ours',NULL,'A worker','2026-11-23T10:00:01+00:00','2026-11-23T09:00:00+00:00','visit','2027-01-04T23:59:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-5MCK','milestone:decision_red','milestone','A red one is decided','ours',NULL,'A worker','2026-11-23T10:00:01+00:00','2026-11-23T09:00:00+00:00','decision_red','2026-11-23T13:00:00+00:00','2026-11-23T10:00:02+00:00',NULL,0,0);
INSERT INTO "items" VALUES('20261123-F6MY','milestone:decision','milestone','It is decided','ours',NULL,'A worker','2026-11-23T10:00:01+00:00','2026-11-23T09:00:00+00:00','decision','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
CREATE TABLE kept (
            policy_id TEXT NOT NULL,
            at TEXT NOT NULL,
            referral TEXT NOT NULL,
            whose TEXT NOT NULL,
            agency TEXT NOT NULL,
            in_time INTEGER NOT NULL,
            late INTEGER NOT NULL,
            otherwise INTEGER NOT NULL,
            PRIMARY KEY (policy_id, at, referral, whose, agency)
        ) WITHOUT ROWID;
INSERT INTO "kept" VALUES('hallamshire','2026-11-23T09:00:00+00:00','20261123-5MCK','ours','',2,0,0);
CREATE TABLE named (
            referral TEXT NOT NULL,
            name TEXT NOT NULL,
            until TEXT,
            PRIMARY KEY (referral, name)
        );
CREATE TABLE referrals (
            id TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            state TEXT NOT NULL,
            practice INTEGER NOT NULL,
            policy TEXT NOT NULL,
            received_at TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            reference TEXT,
            route TEXT,
            rag TEXT,
            route_order INTEGER NOT NULL,
            rag_order INTEGER NOT NULL,
            provisional INTEGER NOT NULL,
            answered INTEGER NOT NULL,
            decided_route TEXT,
            decided_rag TEXT
        , restricted INTEGER NOT NULL DEFAULT 0, owner TEXT);
INSERT INTO "referrals" VALUES('20261123-5MCK',23,'decided',0,'hallamshire@1.0','2026-11-23T09:00:00+00:00','2026-11-23T10:00:00+00:00',NULL,'assessment','red',2,2,0,9,'assessment','red',0,'A worker');
INSERT INTO "referrals" VALUES('20261123-F6MY',8,'open',0,'hallamshire@1.0','2026-11-23T09:00:00+00:00','2026-11-23T10:00:00+00:00',NULL,'assessment','amber',2,1,1,3,NULL,NULL,0,'A worker');
CREATE TABLE subjects (
            referral TEXT NOT NULL,
            ref TEXT NOT NULL,
            about TEXT NOT NULL,
            position INTEGER NOT NULL,
            label TEXT NOT NULL,
            PRIMARY KEY (referral, ref)
        );
INSERT INTO "subjects" VALUES('20261123-5MCK','child-1','child',0,'{"born": null, "case_system_id": null, "initials": null}');
INSERT INTO "subjects" VALUES('20261123-5MCK','father','adult',1,'{"label": null}');
INSERT INTO "subjects" VALUES('20261123-F6MY','child-1','child',0,'{"born": null, "case_system_id": null, "initials": null}');
CREATE TABLE tokens (
            token TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            sha256 TEXT NOT NULL UNIQUE,
            added_at TEXT NOT NULL,
            revoked_at TEXT
        );
INSERT INTO "tokens" VALUES('t1','A system','worker','0000000000000000000000000000000000000000000000000000000000000000','2026-11-23T10:00:00+00:00',NULL);
CREATE TABLE views (
            stream TEXT NOT NULL,
            number INTEGER NOT NULL,
            position INTEGER NOT NULL,
            at TEXT NOT NULL,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            referral TEXT NOT NULL,
            what TEXT NOT NULL,
            worked_on_it INTEGER NOT NULL,
            PRIMARY KEY (stream, number, position)
        );
CREATE INDEX referrals_by_receipt ON referrals (received_at, id);
CREATE INDEX answered_by_time ON answered (at);
CREATE INDEX views_by_time ON views (at);
CREATE INDEX views_by_referral ON views (referral);
CREATE INDEX decided_by_time ON decided (policy_id, at);
CREATE INDEX gaps_by_referral ON gaps (referral);
CREATE INDEX referrals_by_owner ON referrals (owner) WHERE state <> 'closed';
CREATE INDEX items_by_due ON items (whose, due, agency) WHERE done IS NULL;
CREATE INDEX items_by_kind ON items (kind, due) WHERE done IS NULL;
CREATE INDEX items_by_owner ON items (owner, due) WHERE done IS NULL;
CREATE INDEX handles_by_value ON handles (kind, value);
CREATE INDEX kept_by_referral ON kept (referral);
COMMIT;
PRAGMA user_version = 5;
